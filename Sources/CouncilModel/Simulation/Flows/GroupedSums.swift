import CRows

/// Sums over councils of what belongs to each, by joining year and trial: all that a total needs to know of who joined
/// when.
///
/// With x_c what belongs to council c (residents, say) and a_c its joining year, `S[a] = Σ_{c: a_c = a} x_c`, in each trial.
/// A flow of `x_c · g(a_c, t)` at each council comes to `Σ_a S[a] · g(a, t)` in year t, whoever the councils are.
final class GroupedSums {
    /// `[place of the joining year][trial]`.
    let table: StableTable
    private let width: Int

    init(places: Int, width: Int) {
        table = StableTable(rows: places, width: width)
        self.width = width
    }

    /// Takes up a block: nobody is in.
    func clear() { table.fill(with: 0) }

    /// Adds the same amount in every trial, under the joining year of each.
    func add(_ amount: Double, at offsets: UnsafePointer<Int32>) {
        row_add_at(table[0], amount, offsets, width)
    }

    /// Adds an amount for each trial.
    func add(_ amounts: UnsafePointer<Double>, at offsets: UnsafePointer<Int32>) {
        let base = table[0]
        for trial in 0..<width { base[Int(offsets[trial])] += amounts[trial] }
    }
}
