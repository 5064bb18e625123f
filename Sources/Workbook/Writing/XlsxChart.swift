import CXlsxWriter

/// Writes charts.
struct XlsxChart {
    let book: UnsafeMutablePointer<lxw_workbook>
    let currency: String

    /// Puts a chart down on a sheet.
    func insert(_ chart: Chart, into worksheet: UnsafeMutablePointer<lxw_worksheet>) {
        let type =
            switch chart.shape {
            case .columns: LXW_CHART_COLUMN
            case .stackedColumns: LXW_CHART_COLUMN_STACKED
            case .bars: LXW_CHART_BAR
            case .lines: LXW_CHART_LINE
            case .scatter: LXW_CHART_SCATTER_STRAIGHT
            }
        guard let target = workbook_add_chart(book, UInt8(type.rawValue)) else { return }
        for series in chart.series { add(series, to: target, isLine: chart.shape == .lines || chart.shape == .scatter) }
        chart_title_set_name(target, chart.title)
        var font = lxw_chart_font()
        font.size = 12
        font.bold = 1
        chart_title_set_name_font(target, &font)
        // Bars have their categories on the axis that runs up.
        let axes = (target.pointee.x_axis, target.pointee.y_axis)
        let (x, y) = chart.shape == .bars ? (axes.1, axes.0) : axes
        if !chart.xAxis.isEmpty { chart_axis_set_name(x, chart.xAxis) }
        if !chart.yAxis.isEmpty { chart_axis_set_name(y, chart.yAxis) }
        // Labels stay at the edge where columns reach below 0.
        chart_axis_set_label_position(x, UInt8(LXW_CHART_AXIS_LABEL_POSITION_LOW.rawValue))
        if chart.shape == .bars {
            // The first category stands at the top, and the values below the last.
            chart_axis_set_reverse(x)
            chart_axis_set_crossing_max(x)
        }
        if chart.shape == .scatter {
            chart_axis_set_label_position(y, UInt8(LXW_CHART_AXIS_LABEL_POSITION_LOW.rawValue))
            chart_axis_set_num_format(x, chart.format.code(currency: currency) ?? "General")
            chart_axis_set_num_format(y, CellStyle.Format.percent.code(currency: currency) ?? "General")
            chart_axis_set_min(y, 0)
            chart_axis_set_max(y, 1)
        } else {
            chart_axis_set_num_format(y, chart.format.code(currency: currency) ?? "General")
        }
        if chart.series.count == 1 {
            chart_legend_set_position(target, UInt8(LXW_CHART_LEGEND_NONE.rawValue))
        } else {
            chart_legend_set_position(target, UInt8(LXW_CHART_LEGEND_BOTTOM.rawValue))
        }
        var options = lxw_chart_options()
        options.x_scale = chart.width / 480
        options.y_scale = chart.height / 288
        worksheet_insert_chart_opt(worksheet, UInt32(chart.row), UInt16(chart.column), target, &options)
    }

    private func add(_ series: Chart.Series, to chart: UnsafeMutablePointer<lxw_chart>, isLine: Bool) {
        guard let target = chart_add_series(chart, nil, nil) else { return }
        // The library takes a name that begins with a sign of equality for a formula.
        chart_series_set_name(target, series.name.hasPrefix("=") ? " " + series.name : series.name)
        let (categories, values) = (series.categories, series.values)
        chart_series_set_categories(
            target, categories.sheet.name, UInt32(categories.firstRow), UInt16(categories.firstColumn),
            UInt32(categories.lastRow), UInt16(categories.lastColumn))
        chart_series_set_values(
            target, values.sheet.name, UInt32(values.firstRow), UInt16(values.firstColumn), UInt32(values.lastRow),
            UInt16(values.lastColumn))
        guard let colour = series.colour else {
            var fill = lxw_chart_fill()
            fill.none = 1
            chart_series_set_fill(target, &fill)
            return
        }
        if isLine {
            var line = lxw_chart_line()
            line.color = UInt32(colour)
            line.width = 2
            chart_series_set_line(target, &line)
        } else {
            var fill = lxw_chart_fill()
            fill.color = UInt32(colour)
            chart_series_set_fill(target, &fill)
        }
    }
}
