/// Who joins one lever, and when, in each trial of a block.
///
/// Years are kept as places: first the years before 0 in which anybody can have joined, then year 0 … H − 1, then never.
/// So places are ordered as years are, tables by joining year have no gaps, and `place ≤ placeOfYear(t)` means that a
/// council had joined by the end of year t.
final class JoiningTable {
    /// Number of trials.
    let width: Int
    /// Number of places: tables by joining year have as many rows.
    let placeCount: Int
    /// Place by `[council][trial]`.
    private let places: UnsafeMutablePointer<Int16>
    /// Place of the wish, after what the lever requires, by `[council][trial]`; never where there is none that counts.
    private let wishes: UnsafeMutablePointer<Int16>
    /// Whether wishes are the places themselves, and whether `wishes` holds them; if neither, nobody has one.
    private var areWishesPlaces = false
    private var hasWishes = false
    /// What the next two stand in.
    private let zeros: ClearedMemory
    /// Years of contract that are left when a council breaks it to join, by `[council][trial]`.
    private let yearsLeft: UnsafeMutablePointer<Int16>
    /// 1 for founders, by `[council][trial]`.
    private let founders: UnsafeMutablePointer<UInt8>
    /// First year g by trial, delay included.
    let firstYear: UnsafeMutableBufferPointer<Int>
    /// Winding-up year W by trial; `never` where the lever goes on to the end.
    private(set) var windUp: [Int]
    /// Whether the lever is wound up, or has founders, in any trial.
    private(set) var hasWindUp = false
    private(set) var hasFounders = false
    /// Whether a contract is broken in any trial.
    private var hasYearsLeft = false
    /// Years before 0 in which somebody can have joined, ascending.
    private let earlier: [Int]
    private let years: Int
    private let cells: Int
    /// The year of each place, as councils' joining years are handed over.
    let yearOfPlace: UnsafeMutablePointer<Int16>

    /// Later than any year.
    static let never = Int(Int16.max)

    /// - Parameters:
    ///   - earlier: years before 0 in which somebody can have joined, ascending.
    ///   - years: H.
    init(councils: Int, width: Int, years: Int, earlier: [Int]) {
        self.width = width
        self.years = years
        self.earlier = earlier
        placeCount = earlier.count + years + 1
        cells = max(1, councils * width)
        let bytesOfYears = cells * MemoryLayout<Int16>.stride
        let memory = TableMemory.shared
        places = memory.take(bytes: bytesOfYears).bindMemory(to: Int16.self, capacity: cells)
        wishes = memory.take(bytes: bytesOfYears).bindMemory(to: Int16.self, capacity: cells)
        // What nobody writes, as few levers have founders or contracts, takes up no memory.
        zeros = ClearedMemory(bytes: bytesOfYears + cells, isDense: false)
        yearsLeft = zeros.start.bindMemory(to: Int16.self, capacity: cells)
        founders = (zeros.start + bytesOfYears).bindMemory(to: UInt8.self, capacity: cells)
        windUp = Array(repeating: Self.never, count: width)
        firstYear = .allocate(capacity: width)
        firstYear.initialize(repeating: 0)
        yearOfPlace = .allocate(capacity: placeCount)
        for place in 0..<placeCount - 1 {
            let year = place < earlier.count ? earlier[place] : place - earlier.count
            yearOfPlace[place] = Int16(clamping: year)
        }
        yearOfPlace[placeCount - 1] = CouncilResult.never
        clear()
    }

    deinit {
        for place in [places, wishes] { TableMemory.shared.giveBack(place, bytes: cells * MemoryLayout<Int16>.stride) }
        yearOfPlace.deallocate()
        firstYear.deallocate()
    }

    /// Forgets everything: nobody joins.
    func clear() {
        places.initialize(repeating: placeOfNever, count: cells)
        (areWishesPlaces, hasWishes) = (false, false)
        if hasYearsLeft { yearsLeft.update(repeating: 0, count: cells) }
        if hasFounders { founders.update(repeating: 0, count: cells) }
        for trial in 0..<width { windUp[trial] = Self.never }
        hasWindUp = false
        hasFounders = false
        hasYearsLeft = false
    }

    /// The place of never, the last.
    var placeOfNever: Int16 { Int16(placeCount - 1) }

    /// The place of a year; years from H on, and `never`, are never.
    func place(ofYear year: Int) -> Int16 {
        if year >= 0 { return year < years ? Int16(earlier.count + year) : placeOfNever }
        guard let place = earlier.firstIndex(of: year) else {
            preconditionFailure("a year before 0 in which somebody joins is known beforehand")
        }
        return Int16(place)
    }

    /// The year of a place.
    func year(ofPlace place: Int) -> Int {
        if place < earlier.count { return earlier[place] }
        return place < placeCount - 1 ? place - earlier.count : Self.never
    }

    /// The place of year 0.
    var placeOfYear0: Int { earlier.count }

    /// Places of one council by trial.
    func row(_ council: Int) -> UnsafeMutablePointer<Int16> { places + council * width }

    /// Places of one council's wishes by trial.
    func wishRow(_ council: Int) -> UnsafePointer<Int16> {
        if !areWishesPlaces, !hasWishes { setWishesApart() }
        return UnsafePointer((areWishesPlaces ? places : wishes) + council * width)
    }

    /// The same, to be written.
    func newWishRow(_ council: Int) -> UnsafeMutablePointer<Int16> {
        setWishesApart()
        return wishes + council * width
    }

    /// Everybody joins in the year of the wish: wishes are the places as they are now.
    func takeWishesFromPlaces() { areWishesPlaces = true }

    /// Gives wishes rows of their own.
    private func setWishesApart() {
        if areWishesPlaces {
            wishes.initialize(from: places, count: cells)
        } else if !hasWishes {
            wishes.initialize(repeating: placeOfNever, count: cells)
        }
        (areWishesPlaces, hasWishes) = (false, true)
    }

    /// Founder marks of one council by trial.
    func founderRow(_ council: Int) -> UnsafeMutablePointer<UInt8> { founders + council * width }

    /// Years of contract left of one council by trial.
    func yearsLeftRow(_ council: Int) -> UnsafeMutablePointer<Int16> { yearsLeft + council * width }

    /// Joining year; `never` where it does not join.
    func year(council: Int, trial: Int) -> Int { year(ofPlace: Int(places[council * width + trial])) }

    /// Year of the wish that counts; `never` where there is none.
    func wish(council: Int, trial: Int) -> Int { year(ofPlace: Int(wishRow(council)[trial])) }

    /// Whether a council is a founder.
    func isFounder(council: Int, trial: Int) -> Bool { founders[council * width + trial] != 0 }

    /// Whether a council is a member in a year: it has joined, and the lever has not been wound up.
    func isMember(council: Int, trial: Int, year: Int) -> Bool {
        hadJoined(council: council, trial: trial, by: year) && year < windUp[trial]
    }

    /// Whether it had joined by the end of a year, winding up aside.
    func hadJoined(council: Int, trial: Int, by year: Int) -> Bool {
        self.year(council: council, trial: trial) <= year
    }

    /// Puts down what comes of a council's wish.
    func set(_ outcome: JoiningOutcome, council: Int, trial: Int) {
        setWishesApart()
        let cell = council * width + trial
        places[cell] = place(ofYear: outcome.year)
        wishes[cell] = place(ofYear: outcome.wish)
        yearsLeft[cell] = Int16(clamping: outcome.yearsLeft)
        if outcome.yearsLeft != 0 { hasYearsLeft = true }
    }

    /// Puts down that a council is a founder.
    func markFounder(council: Int, trial: Int) {
        founders[council * width + trial] = 1
        hasFounders = true
    }

    /// From a year on the lever is wound up: whoever would join then never does.
    func windUp(in year: Int, trial: Int) {
        setWishesApart()
        windUp[trial] = min(windUp[trial], year)
        hasWindUp = true
        // In year 0 at the earliest anything flows; before it all is over.
        let first = year >= 0 ? place(ofYear: year) : Int16(earlier.firstIndex { $0 >= year } ?? earlier.count)
        for cell in stride(from: trial, to: cells, by: width) where places[cell] >= first {
            places[cell] = placeOfNever
        }
    }
}

/// What comes of a wish.
struct JoiningOutcome {
    /// Year of joining.
    var year: Int
    /// Year of the wish, raised to what is required.
    var wish: Int
    /// Years of contract left, where it is broken.
    var yearsLeft: Int

    /// Nobody joins, nobody waits.
    static let never = JoiningOutcome(year: JoiningTable.never, wish: JoiningTable.never, yearsLeft: 0)
}
