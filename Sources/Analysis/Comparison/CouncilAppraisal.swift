/// Mean and band of a council's figure.
package struct CouncilBand: Sendable, Hashable {
    /// Mean and percentiles over trials.
    package var mean, p10, p50, p90: Double

    /// Of its parts, which the properties of these names explain.
    package init(mean: Double, p10: Double, p50: Double, p90: Double) {
        self.mean = mean
        self.p10 = p10
        self.p50 = p50
        self.p90 = p90
    }
}

/// One council under one option.
package struct CouncilAppraisal: Sendable, Hashable {
    /// Code of the council.
    package var code: String
    /// Its name.
    package var name: String
    /// Its type (`county`, `district`, …).
    package var type: String
    /// Degrees; nil when the register does not say.
    package var longitude, latitude: Double?
    /// Its residents, each resident of the country counted once.
    package var residents: Double
    /// NPV after sharing, over all trials.
    package var npv: CouncilBand
    /// Cash NPV after sharing, over all trials.
    package var cashNPV: CouncilBand
    /// Share of all trials in which its NPV is above 0.
    package var probabilityBetterOff: Double
    /// The same for its cash NPV.
    package var probabilityBetterOffCash: Double
    /// Share of trials in which it joins, or was a member of, any lever of the option.
    package var probabilityJoins: Double
    /// Median calendar year of joining its first lever, never sorted last; nil: never.
    package var joiningYearP50: Int?
    /// Figures over the trials in which it joins (conditional, not causal); nil when it never does.
    package var ifJoined: IfJoined?

    /// Figures over the trials in which a council joins.
    package struct IfJoined: Sendable, Hashable {
        /// Number of such trials.
        package var trials: Int
        /// NPV after sharing.
        package var npv: CouncilBand
        /// Cash NPV after sharing.
        package var cashNPV: CouncilBand
        /// Share of these trials in which its NPV is above 0.
        package var probabilityBetterOff: Double

        /// Of its parts, which the properties of these names explain.
        package init(trials: Int, npv: CouncilBand, cashNPV: CouncilBand, probabilityBetterOff: Double) {
            self.trials = trials
            self.npv = npv
            self.cashNPV = cashNPV
            self.probabilityBetterOff = probabilityBetterOff
        }
    }

    /// Of its parts, which the properties of these names explain.
    package init(
        code: String, name: String, type: String, longitude: Double?, latitude: Double?, residents: Double,
        npv: CouncilBand, cashNPV: CouncilBand, probabilityBetterOff: Double, probabilityBetterOffCash: Double,
        probabilityJoins: Double, joiningYearP50: Int?, ifJoined: IfJoined?
    ) {
        self.code = code
        self.name = name
        self.type = type
        self.longitude = longitude
        self.latitude = latitude
        self.residents = residents
        self.npv = npv
        self.cashNPV = cashNPV
        self.probabilityBetterOff = probabilityBetterOff
        self.probabilityBetterOffCash = probabilityBetterOffCash
        self.probabilityJoins = probabilityJoins
        self.joiningYearP50 = joiningYearP50
        self.ifJoined = ifJoined
    }
}
