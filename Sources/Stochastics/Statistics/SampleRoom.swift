import Synchronization

/// Room for values that windows on many samples keep, which is used again when one has moved on; for several threads.
package final class SampleRoom: @unchecked Sendable {
    // Sharing it is safe: what it hands out and takes back is under its lock.

    /// Room that stands free, by size.
    private let free = Mutex<[[Int]]>([])
    private let stretches = Mutex((next: 0, left: 0))
    private let allocate: @Sendable (Int) -> UnsafeMutablePointer<Double>

    /// Sizes are multiples of this: a page of the system's.
    private static let step = 512

    /// How many values are taken up at a time.
    private static let stretch = 1 << 18

    /// - Parameter allocate: room for so many values, which stands as long as this.
    package init(allocate: @escaping @Sendable (Int) -> UnsafeMutablePointer<Double>) {
        self.allocate = allocate
    }

    /// The size of a room for so many values.
    func size(for count: Int) -> Int { (count + Self.step - 1) / Self.step * Self.step }

    /// A room of a size.
    func take(_ size: Int) -> UnsafeMutablePointer<Double> {
        let address = free.withLock { free in
            let place = size / Self.step
            return place < free.count ? free[place].popLast() : nil
        }
        if let address, let room = UnsafeMutablePointer<Double>(bitPattern: address) { return room }
        return stretches.withLock { stretches in
            if stretches.left < size {
                let words = max(size, Self.stretch)
                stretches = (Int(bitPattern: allocate(words)), words)
            }
            defer {
                stretches.next += size * MemoryLayout<Double>.stride
                stretches.left -= size
            }
            guard let room = UnsafeMutablePointer<Double>(bitPattern: stretches.next) else {
                preconditionFailure("a stretch has been taken up")
            }
            return room
        }
    }

    /// Takes a room of a size back.
    func giveBack(_ room: UnsafeMutablePointer<Double>, _ size: Int) {
        free.withLock { free in
            let place = size / Self.step
            while free.count <= place { free.append([]) }
            free[place].append(Int(bitPattern: room))
        }
    }
}
