import CXlsxWriter

extension CellStyle {
    /// Gives a format of the library this look.
    func apply(to target: UnsafeMutablePointer<lxw_format>, currency: String) {
        if let code = format.code(currency: currency) { format_set_num_format(target, code) }
        if format == .year { format_set_align(target, UInt8(LXW_ALIGN_RIGHT.rawValue)) }
        if wraps {
            format_set_text_wrap(target)
            format_set_align(target, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        }
        switch role {
        case .plain: break
        case .title:
            format_set_bold(target)
            format_set_font_size(target, 16)
        case .section:
            format_set_bold(target)
            format_set_font_size(target, 12)
            format_set_font_color(target, 0x0B3C5D)
        case .heading:
            format_set_bold(target)
            format_set_bg_color(target, 0xDCE6F1)
            format_set_bottom(target, UInt8(LXW_BORDER_THIN.rawValue))
        case .note:
            format_set_italic(target)
            format_set_font_color(target, 0x595959)
        case .input:
            format_set_font_color(target, 0x0000FF)
            format_set_bg_color(target, 0xE3EEFB)
        case .live: break
        case .total:
            format_set_bold(target)
            format_set_top(target, UInt8(LXW_BORDER_THIN.rawValue))
        case .marked: format_set_bg_color(target, 0xFFF2CC)
        case .simulated: format_set_bg_color(target, 0xEDEDED)
        }
    }
}

extension CellStyle.Format {
    /// The number format; nil: the default.
    func code(currency: String) -> String? {
        switch self {
        case .general: nil
        case .text: "@"
        case .money: Self.money(currency, places: "")
        case .pence: Self.money(currency, places: ".00")
        case .percent: "0.0%"
        case .factor: "[>=1000]#,##0;[<=-1000]-#,##0;0.00####"
        case .ratio: "0.00"
        case .count: "#,##0"
        case .year: "[=\(CentralModel.never)]\"never\";0"
        }
    }

    /// Amounts of a currency, red below 0. Symbols stand with the locale that Excel asks for.
    private static func money(_ currency: String, places: String) -> String {
        let symbol =
            switch currency {
            case "GBP": "[$£-809]"
            case "EUR": "[$€-2] "
            case "USD": "[$$-409]"
            default: "\"\(currency.filter { $0.isLetter || $0.isNumber })\" "
            }
        let amount = "\(symbol)#,##0\(places)"
        return "\(amount);[Red]-\(amount)"
    }
}
