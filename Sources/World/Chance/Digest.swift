/// What a whole day amounts to in one word: two days are the same if this is (FNV-1a, 64 bits).
struct Digest {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ text: String) {
        for byte in text.utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
        value = (value ^ 0xFF) &* 0x100_0000_01B3
    }

    mutating func add(_ number: Int64) {
        var number = UInt64(bitPattern: number)
        for _ in 0..<8 {
            value = (value ^ (number & 0xFF)) &* 0x100_0000_01B3
            number >>= 8
        }
    }
}
