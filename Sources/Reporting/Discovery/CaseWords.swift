import Analysis
import CouncilModel

/// What a discovery looks for, in words.
struct CaseWords: Sendable {
    private let question: Discovery.Question
    private let money: Money

    init(_ question: Discovery.Question, money: Money) {
        self.question = question
        self.money = money
    }

    /// What is so of a trial of interest: "NPSV is below £0".
    var condition: String {
        let measure = Self.name(question.measure)
        switch question.cases {
        case .below(let limit): return "\(measure) is below \(text(limit))"
        case .above(let limit): return "\(measure) is above \(text(limit))"
        case .worse(let other): return "\(measure) is worse than that of \(other)"
        }
    }

    /// What trials of interest are called.
    var adjective: String { isLoss ? "losing" : "such" }

    /// What most trials inside a region do: they lose, or are of interest.
    var verb: String { isLoss ? "lose" : "are such" }

    private var isLoss: Bool {
        switch question.cases {
        case .below(let limit): question.measure == .npsv && limit == 0
        case .above: false
        case .worse: true
        }
    }

    private func text(_ limit: Double) -> String {
        if question.measure.isMoney { return money.text(limit, significant: 3) }
        switch question.measure {
        case .shareWorseOff, .shareWorseOffCash: return PlainNumber.digits(limit * 100, significant: 4) + "%"
        case .paybackYear: return PlainNumber.financialYear(Int(limit.rounded()))
        default: return PlainNumber.digits(limit, significant: 4)
        }
    }

    private static func name(_ measure: Measure) -> String {
        switch measure {
        case .npsv: "NPSV"
        case .pvCosts: "the present value of costs"
        case .pvBenefits: "the present value of benefits"
        case .pvPublicCosts: "the present value of public costs"
        case .bcr: "the benefit-cost ratio"
        case .bcrNet: "the ratio to net public cost"
        case .cashNPV: "NPV of public cash"
        case .councilNPV: "NPV of the councils"
        case .councilCashNPV: "NPV of the councils' cash"
        case .councilCashNPVOwnRate: "NPV of the councils' cash at their own rate"
        case .peakFunding: "peak funding"
        case .paybackYear: "the payback year"
        case .eanc: "the equivalent annual net cost"
        case .shareWorseOff: "the share of councils worse off"
        case .shareWorseOffCash: "the share of councils worse off in cash"
        }
    }
}
