import Casework
import Notation

@testable import MissionControl

/// A mention that was taken, and the JSON for which it stands.
struct TakenMention {
    let mention: Mention
    let data: JSONValue
    let reader: MentionJSON

    var violation: String? { required ?? texts ?? rest ?? again }

    private var required: String? {
        guard case .object = data else { return "a mention that is no object" }
        let source = data["source"]?.string ?? reader.defaultSource?.rawValue
        guard let source, let id = data["id"]?.string, let text = data["text"]?.string,
            let handle = data["author"]?["handle"]?.string
        else { return "a mention without what is required" }
        let pairs = [
            (source, mention.key.source.rawValue), (id, mention.key.id), (text, mention.text),
            (handle, mention.author.handle),
        ]
        guard pairs.allSatisfy({ $0.0.utf8.elementsEqual($0.1.utf8) }) else {
            return "a mention says something else than its JSON"
        }
        return nil
    }

    /// The lengths of the interface document, in code points.
    private var texts: String? {
        func word(_ text: String?, _ lengthMax: Int) -> Bool {
            guard let text else { return true }
            let isClean = !text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
            return (1...lengthMax).contains(text.unicodeScalars.count) && isClean
        }
        let source = mention.key.source.rawValue
        guard word(source, 64), source.utf8.allSatisfy({ isOfSource($0) }),
            word(mention.key.id, 256), word(mention.author.handle, 256), word(mention.url, 2048),
            word(mention.conversation, 256), word(mention.inReplyTo, 256),
            word(mention.language, 35),
            mention.attachments.allSatisfy({ word($0.type, 64) && word($0.url, 2048) })
        else { return "a word that is none" }
        let isShort =
            mention.text.unicodeScalars.count <= 50_000
            && mention.author.name?.unicodeScalars.count ?? 0 <= 256
            && mention.attachments.allSatisfy { $0.alt?.unicodeScalars.count ?? 0 <= 5000 }
        return isShort && mention.attachments.count <= 32 ? nil : "more than is taken"
    }

    private func isOfSource(_ byte: UInt8) -> Bool {
        let character = Character(Unicode.Scalar(byte))
        return character.isASCII && (character.isLetter || character.isNumber)
            || "._-".contains(character)
    }

    private var rest: String? {
        guard mention.author.vip == (reader.isTrusted && data["author"]?["vip"] == .bool(true))
        else { return "a VIP by nobody's word" }
        guard (0...9_007_199_254_740_991).contains(mention.author.followers ?? 0) else {
            return "\(mention.author.followers ?? 0) followers"
        }
        let years = Instant(seconds: -62_135_683_200)...Instant(seconds: 253_402_387_200)
        let times = [mention.postedAt, mention.editedAt, mention.deletedAt].compactMap(\.self)
        guard times.allSatisfy(years.contains) else { return "a time beyond all years" }
        if let written = data["posted_at"]?.string {
            return Timestamp.instant(written) == mention.postedAt ? nil : "another time"
        }
        return nil
    }

    /// What is written is read as the same, and written as the same bytes.
    private var again: String? {
        let line = MentionJSON.encode(mention)
        guard !line.contains(where: { $0 < 0x20 }) else { return "a mention breaks its line" }
        var trusting = reader
        trusting.isTrusted = true
        guard let again = try? trusting.decode(line) else { return "a written mention is none" }
        return again == mention && MentionJSON.encode(again) == line
            ? nil : "a written mention reads otherwise"
    }
}
