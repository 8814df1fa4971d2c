import Casework
import Crypto
import Desk
import FoundationEssentials
import HTTPTypes

/// The page behind the link of a mail: who is paged for what, and one button. Opening it does
/// nothing, because scanners of mail open links. There is no script in it.
struct AcknowledgePage: Sendable {
    /// Nothing: no page is ever given out.
    let door: (any PageDoor)?

    func look(_ token: PageToken?) async -> Answer {
        await answer(token) {
            try await $0.look(token: $1)
        } shown: {
            Self.shown($0)
        }
    }

    func acknowledge(_ token: PageToken?) async -> Answer {
        await answer(token) {
            try await $0.acknowledge(token: $1)
        } shown: {
            Self.acknowledged($0)
        }
    }

    private static func acknowledged(_ standing: PageStanding) -> String {
        let name = escaped(standing.person.rawValue)
        if standing.isForbidden {
            return document(
                "Not acknowledged",
                "\(name), you may look after none of these: <code>people.yaml</code> has no "
                    + "role there for you. Whoever comes next in the chain is paged.",
                standing.cases, button: false)
        }
        let states = standing.cases.map(\.state)
        // The run has ended otherwise: whoever had the case let go of it.
        if states.contains(.open), !states.contains(.acknowledged(by: standing.person)) {
            return document(
                "Nothing to acknowledge",
                "\(name), by now nobody is paged for this, and nobody has it. In the chat, "
                    + "<code>claim</code> makes it yours.", standing.cases, button: false)
        }
        return document("Acknowledged", "Thank you, \(name).", standing.cases, button: false)
    }

    private func answer(
        _ token: PageToken?, _ ask: (any PageDoor, String) async throws -> PageStanding?,
        shown: (PageStanding) -> String
    ) async -> Answer {
        do {
            guard let door, let token, let standing = try await ask(door, token.text) else {
                return Self.answer(
                    .notFound,
                    Self.document(
                        "Unknown link",
                        "Nobody was paged with this link. Check that it was copied whole.", [],
                        button: false))
            }
            guard !standing.isOver else {
                return Self.answer(
                    .gone,
                    Self.document(
                        "This link is over",
                        "It was used already, or is more than a day old. In the chat, "
                            + "<code>ack all</code> acknowledges what you were paged for.",
                        standing.cases, button: false))
            }
            return Self.answer(.ok, shown(standing))
        } catch {
            var answer = Self.answer(
                .serviceUnavailable,
                Self.document(
                    "Not now",
                    "The desk cannot be reached at this moment, and nothing was done. Try again, "
                        + "or write <code>ack all</code> in the chat.", [], button: false))
            answer.headers[.retryAfter] = Problem(error).headers[.retryAfter] ?? "10"
            return answer
        }
    }

    private static func shown(_ standing: PageStanding) -> String {
        let name = escaped(standing.person.rawValue)
        let isWaiting = standing.cases.isEmpty || standing.cases.contains { $0.state == .open }
        return document(
            "Page for \(name)",
            standing.cases.isEmpty
                ? "This was a test of the way to you."
                : isWaiting ? "You are paged for:" : "Nothing waits for you any more.",
            standing.cases, button: isWaiting)
    }

    private static func answer(_ status: HTTPResponse.Status, _ document: String) -> Answer {
        var headers: HTTPFields = [.contentSecurityPolicy: policy, .cacheControl: "no-store"]
        for (name, value) in [
            ("Referrer-Policy", "no-referrer"), ("X-Robots-Tag", "noindex, nofollow"),
        ] {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        return Answer(
            status, type: "text/html; charset=utf-8", body: Array(document.utf8),
            headers: headers)
    }

    /// Nothing runs, nothing is fetched, and the form goes nowhere else.
    private static let policy = [
        "default-src 'none'", "style-src '\(digest(of: style))'", "base-uri 'none'",
        "form-action 'self'", "frame-ancestors 'none'",
    ].joined(separator: "; ")

    private static func digest(of text: String) -> String {
        let digest = Data(SHA256.hash(data: Data(text.utf8)))
        return "sha256-\(digest.base64EncodedString())"
    }

    /// - Parameter words: HTML.
    private static func document(
        _ title: String, _ words: String, _ cases: [PagedStanding], button: Bool
    ) -> String {
        let rows = cases.map { "<li>\(row($0))</li>\n" }.joined()
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <title>\(title)</title>
            <style>\(style)</style>
            </head>
            <body>
            <main>
            <h1>\(title)</h1>
            <p>\(words)</p>
            \(rows.isEmpty ? "" : "<ul>\n\(rows)</ul>\n")\(button ? form : "")</main>
            </body>
            </html>

            """
    }

    private static let form = """
        <form method="post">
        <button>Acknowledge</button>
        </form>
        <p>The button works once. Whoever acknowledges is expected to look after it.</p>

        """

    private static func row(_ standing: PagedStanding) -> String {
        let state =
            switch standing.state {
            case .open: "nobody has it yet"
            case .acknowledged(let person): "acknowledged by \(escaped(person.rawValue))"
            case .claimed(let person): "held by \(escaped(person.rawValue))"
            case .closed: "is closed"
            }
        return "<b>#\(standing.id.number)</b> \(state)<br><small>\(escaped(standing.told))</small>"
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }

    private static let style = """
        :root { color-scheme: light dark; }
        body {
          margin: 0; padding: 2rem 1rem;
          background: light-dark(#f7f7f5, #16181b); color: light-dark(#1c1d1f, #e8e8e6);
          font: 18px/1.5 system-ui, sans-serif;
        }
        main { max-width: 34rem; margin: auto; }
        h1 { font-size: 1.4rem; margin: 0 0 .6rem; }
        li { margin: .3rem 0; }
        button {
          font: inherit; font-weight: 600; width: 100%; padding: 1rem; border: 0;
          border-radius: 8px; background: #0b57a4; color: #ffffff; cursor: pointer;
        }
        button:focus-visible { outline: 3px solid #8ab8f0; outline-offset: 3px; }
        """
}

/// What stands behind `/page/`: letters of base64url, as many as 256 bits take or more.
struct PageToken: Hashable, Sendable {
    let text: String

    static let lengths = 32...128
    /// Bytes that a browser may send with the button.
    static let formLimit = 4 << 10

    init?(_ text: Substring) {
        guard PageToken.lengths.contains(text.utf8.count),
            text.utf8.allSatisfy({ byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            })
        else { return nil }
        self.text = String(text)
    }
}
