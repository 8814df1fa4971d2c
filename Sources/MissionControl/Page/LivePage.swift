import Crypto
import FoundationEssentials
import HTTPTypes

/// The live page: one document without anything from elsewhere. It holds no data; its script
/// fetches that with the token the person types, which stays in the tab's session storage.
enum LivePage {
    static let answer = Answer(
        type: "text/html; charset=utf-8", body: Array(document.utf8),
        headers: [.contentSecurityPolicy: policy, .cacheControl: "no-cache"])

    /// Only this very script and style run, and only this origin is asked.
    static let policy = [
        "default-src 'none'", "script-src '\(digest(of: script))'",
        "style-src '\(digest(of: style))'", "connect-src 'self'", "base-uri 'none'",
        "form-action 'none'", "frame-ancestors 'none'",
    ].joined(separator: "; ")

    static let document = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="referrer" content="no-referrer">
        <title>Casebell</title>
        <style>\(style)</style>
        </head>
        <body>
        \(content)
        <script>\(script)</script>
        </body>
        </html>

        """

    private static func digest(of text: String) -> String {
        let digest = Data(SHA256.hash(data: Data(text.utf8)))
        return "sha256-\(digest.base64EncodedString())"
    }

    private static let content = """
        <header>
        <h1>Casebell</h1>
        <p id="state" role="status">Not connected</p>
        <form id="door">
        <label for="token">Token</label>
        <input id="token" type="password" autocomplete="off" spellcheck="false" required>
        <button>Show</button>
        <button type="button" id="leave" hidden>Forget token</button>
        </form>
        </header>
        <main id="desk" hidden>
        <section aria-labelledby="h-figures">
        <h2 id="h-figures">Now</h2>
        <dl id="figures"></dl>
        </section>
        <section aria-labelledby="h-load">
        <h2 id="h-load">Open cases by queue</h2>
        <table id="load">
        <thead><tr><th scope="col">Queue<th scope="col">P1<th scope="col">P2<th scope="col">P3
        <th scope="col">All</tr></thead>
        <tbody></tbody>
        </table>
        </section>
        <section aria-labelledby="h-cases">
        <h2 id="h-cases">Most urgent of the newest</h2>
        <table id="cases">
        <thead><tr><th scope="col">Case<th scope="col">Priority<th scope="col">Phase
        <th scope="col">Queue<th scope="col">Holder<th scope="col">First reply due
        <th scope="col">Customer<th scope="col">Last words</tr></thead>
        <tbody></tbody>
        </table>
        </section>
        </main>
        """
}
