import CouncilModel
import Stochastics

/// Of each block, by option: moments by figure, both products, the number of trials with NPSV above 0, those in which each
/// lever is wound up, sums of members, groups; then values of the figures kept. Counts: sketches by option and figure,
/// years of payback by option, and members by option, lever and year.
extension OptionsTally: RecordedTally {
    var hasSketches: Bool { sketches != nil }

    func write(_ consumer: any BlockConsumer, block: Int, to record: inout RecordWriter) {
        guard let consumer = consumer as? OptionsBlock else { preconditionFailure("a tally writes its own consumers") }
        for option in consumer.options { Self.write(option, trials: consumer.trials.count, to: &record) }
        for rows in kept ?? [] { rows.write(consumer.trials, to: &record) }
    }

    func fold(_ record: RecordReader, block: Int) {
        let trials = shape.trials(of: block)
        for place in options.indices {
            fold(option(at: place, from: record, trials: trials.count), place: place, block: block)
        }
        for rows in kept ?? [] { rows.read(trials, from: record) }
    }

    func writeCounts(to record: inout RecordWriter) {
        for cells in sketches ?? [] { cells.write(to: &record) }
        for cells in [paybackYears] + members { cells.write(to: &record) }
    }

    func addCounts(from record: RecordReader) {
        for cells in sketches ?? [] { cells.add(from: record) }
        for cells in [paybackYears] + members { cells.add(from: record) }
    }

    func forgetCounts() {
        for cells in sketches ?? [] { cells.forgetCounts() }
        for cells in [paybackYears] + members { cells.forget() }
    }

    private static func write(_ option: OptionBlock, trials: Int, to record: inout RecordWriter) {
        for moments in option.moments { record.put(moments, ofTrials: trials) }
        record.put(option.productWithCosts)
        record.put(option.productWithCash)
        record.put(whole: option.positive)
        for count in option.woundUp { record.put(whole: count) }
        for sum in option.members { record.put(sum) }
        for group in option.groups {
            record.put(group.pays)
            record.put(group.gains)
            record.put(group.npv)
            record.put(whole: group.trialsWithFlow)
            record.put(group.shares)
        }
    }

    private func option(at place: Int, from record: RecordReader, trials: Int) -> OptionBlock {
        let levers = shape.options[options[place]].levers.count
        var option = OptionBlock(
            figures: figures[place].count, levers: levers, years: scenario.years, groups: groups.count)
        for figure in option.moments.indices { option.moments[figure] = record.moments(ofTrials: trials) }
        option.productWithCosts = record.double()
        option.productWithCash = record.double()
        option.positive = record.whole()
        for lever in option.woundUp.indices { option.woundUp[lever] = record.whole() }
        for index in option.members.indices { option.members[index] = record.double() }
        for index in option.groups.indices {
            var group = OptionBlock.GroupBlock()
            group.pays = record.double()
            group.gains = record.double()
            group.npv = record.double()
            group.trialsWithFlow = record.whole()
            group.shares = record.double()
            option.groups[index] = group
        }
        return option
    }
}
