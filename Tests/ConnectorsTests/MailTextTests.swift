import Casework
import FoundationEssentials
import Testing

@testable import Connectors

@Suite struct MailTextTests {
    private func text(
        subject: String = "Page: #42 P1", lines: [String] = ["Wake up."],
        key: DeliveryID = "p-7", sender: String = "bell@example.org",
        recipient: String = "sam@example.org"
    ) -> MailText {
        MailText(
            sender: sender, recipient: recipient, subject: subject, lines: lines,
            date: Instant(seconds: 1_795_922_100), key: key)
    }

    @Test func `a plain page is a plain mail`() throws {
        #expect(
            String(decoding: text().bytes, as: UTF8.self)
                == [
                    "From: <bell@example.org>", "To: <sam@example.org>",
                    "Subject: Page: #42 P1", "Date: Sun, 29 Nov 2026 03:15:00 +0000",
                    "Message-ID: <page-p-7@example.org>", "Auto-Submitted: auto-generated",
                    "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
                    "Content-Transfer-Encoding: quoted-printable", "", "Wake up.", "",
                ].joined(separator: "\r\n"))
    }

    @Test func `every attempt is the same mail, and every page has a Message-ID of its own`() {
        #expect(text().bytes == text().bytes)
        let keys: [DeliveryID] = ["a", "a.b", "a=2Eb", "a b", "a\r\nb", "ä", "a@b", "<a>"]
        let ids = keys.map { text(key: $0).messageID }
        #expect(Set(ids).count == keys.count)
        for id in ids {
            #expect(id.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x3C && $0 != 0x3E })
            #expect(id.split(separator: "@").count == 2, "\(id)")
        }
    }

    @Test(arguments: [
        "Grüße: #42 wartet", "=?utf-8?Q?boo?=", "夜中の三時", "👩‍👩‍👧‍👦 family",
        String(repeating: "ä", count: 199), String(repeating: "x", count: 150),
        String(repeating: "word ", count: 39) + "end", "",
    ])
    func `a subject reads as it was written`(subject: String) throws {
        let mail = try Parsed(text(subject: subject).bytes)
        #expect(mail["Subject"].map(decoded) == subject)
    }

    @Test func `a subject has an end`() throws {
        let mail = try Parsed(text(subject: String(repeating: "y", count: 5000)).bytes)
        let subject = try #require(mail["Subject"].map(decoded))
        #expect(subject == String(repeating: "y", count: 199) + "…")
    }

    @Test(arguments: [
        "a\r\nBcc: eve@example.org", "a\nb", "a\r\n\r\nb", "a\u{0}b", "a\u{2028}b", "a\u{85}b",
        "a\u{B}b", "a\u{202E}b", "a\u{1B}[31mb",
    ])
    func `no field begins another`(words: String) throws {
        let mail = try Parsed(
            text(
                subject: words, lines: [words], key: DeliveryID(words), sender: words + "@x",
                recipient: words + "@y"
            ).bytes)
        #expect(
            mail.fields.map(\.name) == [
                "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version",
                "Content-Type", "Content-Transfer-Encoding",
            ])
        let subject = try #require(mail["Subject"].map(decoded))
        #expect(!subject.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E })
    }

    @Test func `the body reads as it was written`() throws {
        let lines = [
            "", ".", "..", ".hidden", "From here on", "a=b", "tail ", "tab\u{9}", "=",
            "Grüße, 夜中 👩‍👩‍👧‍👦", String(repeating: "x", count: 75), String(repeating: "x", count: 76),
            String(repeating: "x", count: 77), String(repeating: ".", count: 200),
            String(repeating: "ü", count: 100), String(repeating: " ", count: 90),
        ]
        let mail = try Parsed(text(lines: lines).bytes)
        // A tab is a control like any other here.
        let expected = lines.map { $0.replacing("\u{9}", with: " ") }
        #expect(quotedPrintable(mail.body) == expected.map { $0 + "\r\n" }.joined())
    }

    @Test func `breaks in a line are breaks in the mail, and it has an end`() throws {
        let two = try Parsed(text(lines: ["one\ntwo\r\nthree"]).bytes)
        #expect(quotedPrintable(two.body) == "one\r\ntwo\r\nthree\r\n")
        let many = Array(repeating: String(repeating: "z", count: 1000), count: 1000)
        #expect(text(lines: many).bytes.count < 100_000)
    }

    @Test func `whatever is written, it is ASCII in short lines, and none begins with a dot`()
        throws
    {
        var seed: UInt64 = 7
        func next(_ bound: UInt64) -> UInt64 {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (seed >> 33) % bound
        }
        let pool = Array("ab. =\r\n\t\u{0}ü夜👩\u{202E}?FrFrom\u{7F}<>@".unicodeScalars)
        for _ in 0..<2000 {
            let words = String(
                String.UnicodeScalarView(
                    (0..<Int(next(220))).map { _ in pool[Int(next(UInt64(pool.count)))] }))
            let bytes = text(subject: words, lines: [words, words]).bytes
            let mail = try Parsed(bytes)
            #expect(mail.fields.count == 9)
            #expect(bytes.allSatisfy { (0x20...0x7E).contains($0) || $0 == 0x0D || $0 == 0x0A })
            for line in String(decoding: bytes, as: UTF8.self).components(by: "\r\n") {
                #expect(line.utf8.count <= 78, "\(line)")
                #expect(!line.contains("\r") && !line.contains("\n"))
                #expect(!line.hasPrefix("."))
            }
        }
    }
}

/// A mail as a reader takes it apart (RFC 5322, 2.2).
private struct Parsed {
    var fields: [(name: String, value: String)] = []
    var body = ""

    init(_ bytes: [UInt8]) throws {
        let whole = String(decoding: bytes, as: UTF8.self)
        let end = try #require(whole.firstRange(of: "\r\n\r\n"))
        body = String(whole[end.upperBound...])
        for line in String(whole[..<end.lowerBound]).components(by: "\r\n") {
            if line.hasPrefix(" ") {
                fields[fields.count - 1].value += "\r\n" + line
            } else {
                let colon = try #require(line.firstIndex(of: ":"))
                fields.append(
                    (String(line[..<colon]), String(line[line.index(after: colon)...].dropFirst())))
            }
        }
    }

    subscript(name: String) -> String? { fields.first { $0.name == name }?.value }
}

extension String {
    fileprivate func components(by separator: String) -> [String] {
        var rest = self[...]
        var parts: [String] = []
        while let found = rest.firstRange(of: separator) {
            parts.append(String(rest[..<found.lowerBound]))
            rest = rest[found.upperBound...]
        }
        return parts + [String(rest)]
    }
}

/// RFC 2047, 6.2: white space between encoded words is not part of the text.
private func decoded(_ value: String) -> String {
    let words = value.components(by: "\r\n ")
    guard value.hasPrefix("=?utf-8?B?") else { return words.joined(separator: " ") }
    var bytes: [UInt8] = []
    for word in words {
        guard word.hasPrefix("=?utf-8?B?"), word.hasSuffix("?="), word.utf8.count <= 75,
            let data = Data(base64Encoded: String(word.dropFirst(10).dropLast(2)))
        else { return "broken: \(word)" }
        // Each word is whole characters.
        guard String(validating: data, as: UTF8.self) != nil else { return "broken: \(word)" }
        bytes += data
    }
    return String(decoding: bytes, as: UTF8.self)
}

private func quotedPrintable(_ text: String) -> String {
    var bytes: [UInt8] = []
    let given = Array(text.utf8)
    var index = 0
    while index < given.count {
        guard given[index] == UInt8(ascii: "=") else {
            bytes.append(given[index])
            index += 1
            continue
        }
        let next = given[(index + 1)...].prefix(2)
        if !next.elementsEqual([0x0D, 0x0A]) {
            bytes.append(UInt8(String(decoding: next, as: UTF8.self), radix: 16) ?? 0)
        }
        index += 3
    }
    return String(decoding: bytes, as: UTF8.self)
}
