import Casework
import Notation

/// A page as an e-mail (RFC 5322): plain text, the same bytes at every attempt. Whatever stands
/// in a field, it cannot begin another one.
struct MailText: Hashable, Sendable {
    /// An address, without a name before it.
    var sender: String
    var recipient: String
    /// At most 200 characters are shown.
    var subject: String
    /// Each is a paragraph of its own line.
    var lines: [String]
    var date: Instant
    /// What the mail is known by for ever: from it the Message-ID is made.
    var key: DeliveryID

    private static let subjectLimit = 200
    /// Of all lines together, in bytes.
    private static let bodyLimit = 64 << 10

    var bytes: [UInt8] {
        let header = [
            "From: <\(MailText.plain(sender))>",
            "To: <\(MailText.plain(recipient))>",
            "Subject: \(EncodedWords.field(shortSubject, after: "Subject: ".utf8.count))",
            "Date: \(dateText)",
            "Message-ID: <\(messageID)>",
            // RFC 3834, 5: so that no absence notice and no list answers.
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: quoted-printable",
        ]
        return Array((header.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
    }

    /// RFC 5322, 3.6.4: one for each mail. What of the key a dot-atom cannot carry is spelled in
    /// hex, so that no two keys become one.
    var messageID: String {
        var name = ""
        for byte in key.rawValue.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                name.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let hex = String(byte, radix: 16, uppercase: true)
                name += hex.utf8.count == 1 ? "=0" + hex : "=" + hex
            }
        }
        let domain = sender.split(separator: "@").last.map(String.init) ?? "localhost"
        return "page-\(name)@\(MailText.plain(domain))"
    }

    private var shortSubject: String {
        let line = MailText.oneLine(subject)
        return line.count <= MailText.subjectLimit
            ? line : String(line.prefix(MailText.subjectLimit - 1)) + "…"
    }

    private var body: [UInt8] {
        var whole: [UInt8] = []
        let broken = lines.flatMap {
            $0.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        }
        for line in broken {
            guard whole.count + line.utf8.count <= MailText.bodyLimit else { break }
            whole += QuotedPrintable.line(MailText.visible(line))
            whole += "\r\n".utf8
        }
        return whole
    }

    /// RFC 5322, 3.3: `Sun, 29 Nov 2026 03:12:00 +0000`.
    private var dateText: String {
        let time = LocalTime(utc: date)
        let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let weekday = days[((date.utcDay.sinceEpoch % 7) + 7) % 7]
        let month = LocalTime.monthNames[time.month - 1]
        return "\(weekday), \(time.day.padded(to: 2)) \(month) \(time.year.padded(to: 4)) "
            + "\(time.clock) +0000"
    }

    /// What an address may carry into a field; the rest is left out, and the server refuses it.
    private static func plain(_ address: String) -> String {
        String(
            String.UnicodeScalarView(
                address.unicodeScalars.filter {
                    (0x21...0x7E).contains($0.value) && $0 != "<" && $0 != ">"
                }))
    }

    private static func oneLine(_ text: String) -> String {
        visible(text[...]).split(separator: " ").joined(separator: " ")
    }

    /// Without controls, and without marks that turn the direction of what follows.
    private static func visible(_ text: Substring) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    switch scalar.properties.generalCategory {
                    case .control, .lineSeparator, .paragraphSeparator: " "
                    case .format where scalar != "\u{200D}" && scalar != "\u{200C}": " "
                    default: scalar
                    }
                }))
    }
}
