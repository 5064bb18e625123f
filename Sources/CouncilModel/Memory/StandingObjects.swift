/// Objects that are gone through for every council of every block.
///
/// They stay as long as the list does, so that nobody counts who uses them meanwhile: threads that work on the same objects
/// would wait for each other's counting, and counting takes longer than some of what is done between.
///
/// It is public, as the compiler makes nothing of what only the package has for another target's types.
public struct StandingObjects<Object: AnyObject> {
    @usableFromInline let references: UnsafeBufferPointer<Unmanaged<Object>>
    private let keeper: Keeper

    /// Keeps the objects, and the memory that the list is read from.
    private final class Keeper {
        let objects: [Object]
        let memory: UnsafeMutableBufferPointer<Unmanaged<Object>>

        init(_ objects: [Object]) {
            self.objects = objects
            memory = .allocate(capacity: objects.count)
            _ = memory.initialize(from: objects.map { Unmanaged.passUnretained($0) })
        }

        deinit { memory.deallocate() }
    }

    /// A list that keeps these objects.
    public init(_ objects: [Object]) {
        keeper = Keeper(objects)
        references = UnsafeBufferPointer(keeper.memory)
    }

    /// How many there are.
    @inlinable public var count: Int { references.count }

    /// Goes through all, in their order.
    @inlinable @inline(__always)
    public func forEach<Failure: Error>(_ body: (Object) throws(Failure) -> Void) throws(Failure) {
        for place in 0..<references.count { try with(place, body) }
    }

    /// Does something with one.
    @inlinable @inline(__always)
    public func with<Found, Failure: Error>(
        _ place: Int, _ body: (Object) throws(Failure) -> Found
    ) throws(Failure) -> Found {
        precondition(references.indices.contains(place), "an object of the list is asked for")
        // What is called here may throw errors of any type alone.
        let outcome: Result<Found, Failure> = references[place]._withUnsafeGuaranteedRef { object in
            do throws(Failure) { return .success(try body(object)) } catch { return .failure(error) }
        }
        return try outcome.get()
    }

    /// Whether something holds of all.
    @inlinable @inline(__always)
    public func allSatisfy(_ holds: (Object) -> Bool) -> Bool {
        references.allSatisfy { $0._withUnsafeGuaranteedRef(holds) }
    }

    /// Whether something holds of any.
    @inlinable @inline(__always)
    public func contains(where holds: (Object) -> Bool) -> Bool {
        references.contains { $0._withUnsafeGuaranteedRef(holds) }
    }
}
