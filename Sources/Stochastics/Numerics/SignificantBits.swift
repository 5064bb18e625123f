extension Double {
    /// The nearest number with 40 significant bits, the even one of two that are equally near.
    ///
    /// GSL calls libm, whose last bits depend on the processor, so what comes from GSL is rounded before a draw or a
    /// table depends on it. The remaining risk: a value within the error of GSL, about 2⁻⁵² of its size, of the middle
    /// between two such numbers may go up on one processor and down on another, which happens to about one value in
    /// 2¹² that libm renders differently at all; then a draw differs by 2⁻⁴⁰ of its size, and no more. Infinities, NaN
    /// and subnormal numbers stay as they are.
    var roundedTo40Bits: Double {
        guard isNormal else { return self }
        let bits = bitPattern
        return Double(bitPattern: (bits + (0xFFF + (bits >> 13 & 1))) & ~0x1FFF)
    }
}
