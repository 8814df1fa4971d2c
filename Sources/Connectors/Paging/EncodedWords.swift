import FoundationEssentials

/// RFC 2047: text of a header field that is not ASCII.
enum EncodedWords {
    /// "An 'encoded-word' may not be more than 75 characters long" (2).
    private static let wordLimit = 75
    /// RFC 5322, 2.1.1: a line should have no more.
    private static let lineLimit = 78
    private static let opening = "=?utf-8?B?"
    private static let closing = "?="

    /// One line of text as the value of a field, folded.
    ///
    /// - Parameter after: how much of the first line its name takes.
    static func field(_ text: String, after: Int) -> String {
        let isPlain = text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
        // What looks encoded would be decoded.
        return isPlain && !text.contains("=?")
            && text.split(separator: " ").allSatisfy({
                $0.utf8.count < lineLimit - after
            }) ? folded(text, after: after) : encoded(text, after: after)
    }

    private static func folded(_ text: String, after: Int) -> String {
        var whole = ""
        var length = after
        for word in text.split(separator: " ") {
            if whole.isEmpty {
                whole += word
                length += word.utf8.count
            } else if length + 1 + word.utf8.count <= lineLimit {
                whole += " " + word
                length += 1 + word.utf8.count
            } else {
                whole += "\r\n " + word
                length = 1 + word.utf8.count
            }
        }
        return whole
    }

    /// "Each 'encoded-word' MUST represent an integral number of characters" (5).
    private static func encoded(_ text: String, after: Int) -> String {
        let room = wordLimit - opening.utf8.count - closing.utf8.count
        var words: [String] = []
        var part: [UInt8] = []
        for scalar in text.unicodeScalars {
            let next = Array(String(scalar).utf8)
            // The first line has the field's name in it.
            let space = words.isEmpty ? room - after : room
            if (part.count + next.count + 2) / 3 * 4 > space {
                words.append(Data(part).base64EncodedString())
                part = []
            }
            part += next
        }
        words.append(Data(part).base64EncodedString())
        return words.map { opening + $0 + closing }.joined(separator: "\r\n ")
    }
}
