import Chat
import MatrixWire

extension RoomOpening {
    /// Words that a server has made up may hold anything.
    private static let wordMax = 64

    /// Nothing for encryption: that is told by itself.
    init?(_ opening: MatrixOpening) {
        func shown(_ word: String) -> String {
            let line = HarmlessWords.quoted(String(word.prefix(Self.wordMax)))
            return line.isEmpty ? "not to be read" : "`\(line)`"
        }
        switch opening {
        case .encryption: return nil
        case .joinRule(let rule):
            self.init(
                reason: "its join rule is \(shown(rule))",
                remedy: "set its join rule to `invite`")
        case .historyVisibility(let visibility):
            self.init(
                reason: "its history visibility is \(shown(visibility))",
                remedy: "set its history visibility to `shared`")
        case .guestAccess(let access):
            self.init(
                reason: "its guest access is \(shown(access))",
                remedy: "set its guest access to `forbidden`")
        }
    }
}
