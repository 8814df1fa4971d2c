// Swift takes two texts for one where they only look alike, however they are spelt: é as one sign,
// or as e and an accent. Ids, names and addresses from outside are as different as whoever gave
// them, and the store, find them: by bytes.
extension String {
    /// Whether the two are the same bytes.
    package func isSpelt(as other: String) -> Bool {
        // What is not even equal is soon found out.
        self == other && utf8.elementsEqual(other.utf8)
    }

    /// The hash that goes with it.
    package func hashSpelling(into hasher: inout Hasher) {
        var text = self
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
