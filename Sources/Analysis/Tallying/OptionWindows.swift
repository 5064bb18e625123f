import CouncilModel
import Stochastics
import Synchronization

/// Percentiles of options' figures, exact though values by trial are not kept: each lies in a window that narrows as blocks
/// come.
///
/// Measures have none: more percentiles of them are shown, and means of their worst trials.
final class OptionWindows: @unchecked Sendable {
    // Sharing it is safe: whoever reads or writes the samples of an option holds its lock.
    private let options: [Option]
    private let trials: Int
    private let room = SampleRoom.inStretches()

    private final class Option: @unchecked Sendable {
        let lock = Mutex(())
        /// By figure: which percentiles are shown; nil where values are kept, or none are.
        let percents: [[Double]?]
        /// By figure: its place among those that have any; −1: it has none.
        let places: UnsafeMutableBufferPointer<Int>
        /// By place: what is looked for, and the sample.
        let searches: UnsafeMutableBufferPointer<SampleWindows.Search>
        let samples: UnsafeMutablePointer<SampleWindows>

        init(_ percents: [[Double]?], errors: Double) {
            self.percents = percents
            let seen = percents.compactMap(\.self)
            places = .allocate(capacity: percents.count)
            var next = 0
            for (figure, own) in percents.enumerated() {
                places.initializeElement(at: figure, to: own == nil ? -1 : next)
                next += own == nil ? 0 : 1
            }
            searches = .allocate(capacity: seen.count)
            _ = searches.initialize(from: seen.map { SampleWindows.Search($0.map { $0 / 100 }, errors: errors) })
            samples = .allocate(capacity: seen.count)
            for place in seen.indices { (samples + place).initialize(to: SampleWindows()) }
        }

        deinit {
            samples.deinitialize(count: searches.count)
            samples.deallocate()
            searches.deinitialize()
            searches.deallocate()
            places.deallocate()
        }
    }

    /// What the windows of one figure take up, in bytes, room that has been outgrown counted.
    static let bytesOfFigure = 12_000

    /// - Parameters:
    ///   - percents: by option and figure, the percentiles shown, in 0…100; nil where values are kept, or none are.
    ///   - trials: of the whole run.
    ///   - errors: how many standard errors a window reaches to each side.
    init(percents: [[[Double]?]], trials: Int, errors: Double) {
        options = percents.map { Option($0, errors: errors) }
        self.trials = trials
    }

    /// Whether percentiles of a figure are looked for.
    func sees(_ figure: Int, ofOption option: Int) -> Bool { options[option].places[figure] >= 0 }

    /// Takes up a figure in the trials of a block, all of which are numbers; nil: 0 in all.
    func add(_ row: TrialRow?, count: Int, to figure: Int, ofOption option: Int, by narrowing: SampleNarrowing) {
        let option = options[option]
        let place = option.places[figure]
        option.lock.withLock { _ in
            guard let row else { return option.samples[place].takeZeros(count, leavingOut: 0) }
            let left = trials - option.samples[place].seen - count
            option.samples[place].take(
                row, count: count, leavingOut: 0, left: left, search: option.searches[place], in: room, by: narrowing)
        }
    }

    /// For each option whether some percentile lies in no window, all trials having been taken up.
    var missed: [Bool] {
        options.map { option in
            option.lock.withLock { _ in
                option.searches.indices.contains { !option.samples[$0].holdsAll(option.searches[$0]) }
            }
        }
    }

    /// Percentiles of a figure, which are among those looked for; all of them lie in windows.
    func percentiles(
        of figure: Int, ofOption option: Int, at percents: [Double], by narrowing: SampleNarrowing
    ) -> [Double] {
        let option = options[option]
        guard let all = option.percents[figure] else { preconditionFailure("percentiles are looked for") }
        let place = option.places[figure]
        let found = option.lock.withLock { _ in
            precondition(
                option.samples[place].seen == trials, "percentiles are read when all trials have been taken up")
            return option.samples[place].quantiles(option.searches[place], in: room, by: narrowing)[0]
        }
        return percents.map { percent in
            guard let index = all.firstIndex(of: percent) else {
                preconditionFailure("percentiles are read that are looked for")
            }
            return found[index]
        }
    }
}

extension SampleRoom {
    /// Room in stretches of memory, which stand as long as it does.
    static func inStretches() -> SampleRoom {
        let stretches = Mutex([ClearedMemory]())
        return SampleRoom { count in
            let memory = ClearedMemory(bytes: count * MemoryLayout<Double>.stride, isDense: true)
            stretches.withLock { $0.append(memory) }
            return memory.start.bindMemory(to: Double.self, capacity: count)
        }
    }
}
