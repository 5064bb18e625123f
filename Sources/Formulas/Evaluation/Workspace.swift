/// The memory in which programs are evaluated, one for each worker: it must not be used by two at a time.
///
/// It grows to the needs of the largest program that was evaluated in it, and is then used again without allocation.
package final class Workspace {
    /// The largest count of trials in one evaluation.
    package let width: Int

    /// For each step of a program: its number when it is the same for all trials.
    private(set) var scalars: UnsafeMutablePointer<Double>
    /// For each step: its numbers when they differ by trial, else nil.
    private(set) var vectors: UnsafeMutablePointer<UnsafePointer<Double>?>
    /// For each step: whether the result depends on its vector.
    private(set) var isNeeded: UnsafeMutablePointer<Bool>
    private var slots: UnsafeMutablePointer<Double>
    private var stepCapacity = 0
    private var slotCapacity = 0

    /// A workspace for evaluations of up to `width` trials, at least 1.
    package init(width: Int) {
        precondition(width >= 1, "a workspace is at least one trial wide")
        self.width = width
        scalars = .allocate(capacity: 0)
        vectors = .allocate(capacity: 0)
        isNeeded = .allocate(capacity: 0)
        slots = .allocate(capacity: 0)
    }

    deinit {
        scalars.deallocate()
        vectors.deallocate()
        isNeeded.deallocate()
        slots.deallocate()
    }

    /// Makes room for a program; what was there before is lost when that needs more memory.
    func reserve(steps: Int, slots slotCount: Int) {
        if steps > stepCapacity {
            scalars.deallocate()
            vectors.deallocate()
            isNeeded.deallocate()
            scalars = .allocate(capacity: steps)
            vectors = .allocate(capacity: steps)
            isNeeded = .allocate(capacity: steps)
            scalars.initialize(repeating: 0, count: steps)
            vectors.initialize(repeating: nil, count: steps)
            isNeeded.initialize(repeating: false, count: steps)
            stepCapacity = steps
        }
        if slotCount > slotCapacity {
            slots.deallocate()
            slots = .allocate(capacity: slotCount * width)
            slots.initialize(repeating: 0, count: slotCount * width)
            slotCapacity = slotCount
        }
    }

    /// The vector with this number, of `width` elements.
    func slot(_ number: Int) -> UnsafeMutablePointer<Double> { slots + number * width }
}
