/// Which mask fits how somebody is shown, for those who have spoken lately: comparing all masks
/// with everybody who says something would be done over and over.
struct KnownMasks: Sendable {
    static let countMax = 512

    struct Found: Sendable { let mask: String? }

    /// By the bytes of `nick!user@host`, as written: strings that look alike are not alike.
    private var found: [[UInt8]: Found] = [:]
    private var mapping: CaseMapping?

    func found(for source: IRCSource, under mapping: CaseMapping) -> Found? {
        self.mapping == mapping ? found[Array(source.serialised.utf8)] : nil
    }

    mutating func note(_ mask: String?, for source: IRCSource, under mapping: CaseMapping) {
        if self.mapping != mapping || found.count >= Self.countMax { found = [:] }
        self.mapping = mapping
        found[Array(source.serialised.utf8)] = Found(mask: mask)
    }
}
