import Notation
import Testing

@testable import MatrixWire

@Suite struct MatrixSessionLoginTests {
    private var withPassword: MatrixSessionConfiguration {
        var configuration = Conversation.configuration
        configuration.credentials = .password("s3cret")
        return configuration
    }

    private static let refused = #"{"errcode":"M_UNKNOWN_TOKEN","error":"no","soft_logout":true}"#

    @Test func `a token is looked up, a filter made, and the first sync begins`() {
        var talk = Conversation()
        #expect(talk.request(.versions)?.carriesToken == false)
        #expect(talk.request(.versions)?.base == "https://matrix.example.org")
        talk.logIn()
        #expect(talk.facts == [.loggedIn(user: Conversation.user, device: "DESK")])
        let sync = talk.request(.sync)
        #expect(sync?.carriesToken == true)
        #expect(sync?.path.contains("since=") == false)
        #expect(sync?.path.contains("filter=f1") == true)
        #expect(sync?.path.contains("timeout=0") == true)
        #expect(talk.session.accessToken == "secret")
        // What is configured is written nowhere else.
        #expect(talk.memory?.accessToken == nil)
        #expect(talk.memory?.device == "DESK")
    }

    @Test func `somebody else's token is refused`() {
        var talk = Conversation()
        talk.answer(.versions, #"{"versions":["v1.11"]}"#)
        talk.answer(.whoami, #"{"user_id":"@casebell:evil.example"}"#)
        guard case .credentialsRefused? = talk.facts.last else {
            Issue.record("\(talk.facts)")
            return
        }
        #expect(talk.session.nextTick == nil)
        #expect(talk.open.isEmpty)
    }

    @Test func `an invalid token is refused, not tried again`() {
        var talk = Conversation()
        talk.answer(.versions, #"{"versions":["v1.11"]}"#)
        talk.answer(.whoami, Self.refused, status: 401)
        #expect(talk.facts.contains { if case .credentialsRefused = $0 { true } else { false } })
        talk.pass(3_600_000)
        #expect(talk.open.isEmpty)
    }

    @Test func `the password is used once, and the token kept`() throws {
        var talk = Conversation(withPassword)
        talk.answer(.versions, #"{"versions":["v1.11"]}"#)
        let login = try #require(talk.request(.login))
        #expect(!login.carriesToken)
        let body = try JSONParser.parse(login.body)
        #expect(body["identifier"]?["user"]?.string == Conversation.user)
        #expect(body["password"]?.string == "s3cret")
        talk.answer(
            .login,
            #"{"user_id":"\#(Conversation.user)","access_token":"t1","device_id":"D1"}"#)
        #expect(talk.memory?.accessToken == "t1")
        #expect(talk.memory?.device == "D1")
        #expect(talk.request(.filter) != nil)

        var again = Conversation(withPassword, memory: try #require(talk.memory))
        again.answer(.versions, #"{"versions":["v1.11"]}"#)
        #expect(again.request(.login) == nil)
        #expect(again.request(.whoami) != nil)
        #expect(again.session.accessToken == "t1")
    }

    @Test func `another user's memory is not used`() {
        var memory = MatrixMemory()
        memory.user = "@other:example.org"
        memory.accessToken = "theirs"
        memory.since = "s9"
        var talk = Conversation(withPassword, memory: memory)
        talk.answer(.versions, #"{"versions":["v1.11"]}"#)
        #expect(talk.request(.login) != nil)
        #expect(talk.session.accessToken == nil)
        #expect(talk.session.sync.since == nil)
    }

    @Test func `a wrong password ends it`() {
        var talk = Conversation(withPassword)
        talk.answer(.versions, #"{"versions":["v1.11"]}"#)
        talk.answer(.login, #"{"errcode":"M_FORBIDDEN","error":"no"}"#, status: 403)
        #expect(talk.facts == [.credentialsRefused(reason: "M_FORBIDDEN no")])
        #expect(talk.session.nextTick == nil)
    }

    @Test func `a login that has to wait waits as long as the server says`() {
        var talk = Conversation(withPassword)
        talk.answer(.versions, #"{"versions":["v1.11"]}"#)
        talk.answer(
            .login, #"{"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":60000}"#, status: 429)
        talk.pass(59_000)
        #expect(talk.request(.login) == nil)
        talk.pass(2000)
        #expect(talk.request(.login) != nil)
    }

    @Test func `a captive portal is no homeserver`() {
        var talk = Conversation()
        talk.answer(.versions, "<html>Welcome to the hotel</html>")
        talk.pass(600)
        talk.answer(.versions, #"{"hello":"there"}"#)
        talk.pass(1100)
        #expect(talk.request(.versions) != nil)
        let downs = talk.facts.filter { if case .down = $0 { true } else { false } }
        #expect(downs.count == 1)
        talk.logIn()
        talk.sync()
        #expect(talk.facts.contains(.up))
    }

    @Test func `discovery asks the user's server`() {
        var configuration = Conversation.configuration
        configuration.homeserver = nil
        var talk = Conversation(configuration)
        #expect(talk.request(.discovery)?.base == "https://example.org")
        talk.answer(.discovery, #"{"m.homeserver":{"base_url":"https://hs.example.org/"}}"#)
        #expect(talk.request(.versions)?.base == "https://hs.example.org")

        var nothing = Conversation(configuration)
        nothing.answer(.discovery, "<html>not found</html>", status: 404)
        #expect(nothing.request(.versions)?.base == "https://example.org")

        var broken = Conversation(configuration)
        broken.answer(.discovery, #"{"m.homeserver":{"base_url":"ftp://x y"}}"#)
        #expect(broken.request(.versions) == nil)
        broken.pass(1000)
        #expect(broken.request(.discovery) != nil)
    }

    // MARK: - Tokens that hold no more

    private func loggedIn(refreshToken: String?) -> Conversation {
        var talk = Conversation(withPassword)
        talk.answer(.versions, #"{"versions":["v1.11"]}"#)
        let refresh = refreshToken.map { #","refresh_token":"\#($0)","expires_in_ms":300000"# }
        talk.answer(
            .login,
            #"{"user_id":"\#(Conversation.user)","access_token":"t1","device_id":"D1""#
                + (refresh ?? "") + "}")
        talk.answer(.filter, #"{"filter_id":"f1"}"#)
        talk.answer(.directs, "{}")
        talk.sync(#""\#(Conversation.care)":{"state":{"events":[\#(State.room())]}}"#)
        talk.facts = []
        return talk
    }

    @Test func `a soft log-out is followed by a refresh, and what was said goes again`() throws {
        var talk = loggedIn(refreshToken: "r1")
        talk.say(Talk.utterance("d1"))
        let first = try #require(talk.request(.send))
        talk.answer(.send, Self.refused, status: 401)
        #expect(talk.request(.send) == nil)
        let refresh = try #require(talk.request(.refresh))
        #expect(try JSONParser.parse(refresh.body)["refresh_token"]?.string == "r1")
        // The old token is refused elsewhere, too: one refresh is enough.
        talk.answer(.sync, Self.refused, status: 401)
        #expect(talk.requests(.refresh).count == 1)
        talk.answer(.refresh, #"{"access_token":"t2","refresh_token":"r2"}"#)
        #expect(talk.session.accessToken == "t2")
        #expect(talk.memory?.refreshToken == "r2")
        let again = try #require(talk.request(.send))
        #expect(again.path == first.path && again.body == first.body)
        talk.sent("$e1")
        #expect(talk.outcomes == ["d1:sent $e1"])
        #expect(talk.request(.sync) != nil)
    }

    @Test func `an answer to the old token after the new one came renews nothing`() {
        var talk = loggedIn(refreshToken: "r1")
        talk.say(Talk.utterance("d1"))
        talk.answer(.send, Self.refused, status: 401)
        talk.answer(.refresh, #"{"access_token":"t2","refresh_token":"r2"}"#)
        talk.answer(.sync, Self.refused, status: 401)
        #expect(talk.request(.refresh) == nil)
        #expect(talk.request(.sync) != nil)
    }

    @Test func `without a refresh token the password is used again, on the same device`() throws {
        var talk = loggedIn(refreshToken: nil)
        talk.answer(.sync, Self.refused, status: 401)
        let login = try #require(talk.request(.login))
        #expect(try JSONParser.parse(login.body)["device_id"]?.string == "D1")
        talk.answer(
            .login, #"{"user_id":"\#(Conversation.user)","access_token":"t2","device_id":"D1"}"#)
        #expect(talk.request(.sync) != nil)
        // Logged out once more before any sync: not at once again.
        talk.answer(.sync, Self.refused, status: 401)
        #expect(talk.request(.login) == nil)
        talk.pass(10_000)
        #expect(talk.request(.login) != nil)
    }

    @Test(arguments: [true, false])
    func `a refresh token that has run out costs no device, unless that is gone`(_ isSoft: Bool)
        throws
    {
        var talk = loggedIn(refreshToken: "r1")
        let hard = #"{"errcode":"M_UNKNOWN_TOKEN","error":"no"}"#
        talk.answer(.sync, isSoft ? Self.refused : hard, status: 401)
        talk.answer(.refresh, hard, status: 401)
        let login = try #require(talk.request(.login))
        #expect(
            try JSONParser.parse(login.body)["device_id"]?.string == (isSoft ? "D1" : nil))
    }

    @Test func `one that has run out before its token was refused costs no device`() throws {
        var talk = loggedIn(refreshToken: "r1")
        talk.pass(241_000)
        talk.answer(
            .refresh, #"{"errcode":"M_UNKNOWN_TOKEN","error":"no"}"#, status: 401)
        let login = try #require(talk.request(.login))
        #expect(try JSONParser.parse(login.body)["device_id"]?.string == "D1")
    }

    @Test func `a hard log-out makes a new device`() throws {
        var talk = loggedIn(refreshToken: nil)
        talk.answer(.sync, #"{"errcode":"M_UNKNOWN_TOKEN","error":"no"}"#, status: 401)
        let login = try #require(talk.request(.login))
        #expect(try JSONParser.parse(login.body)["device_id"] == nil)
    }

    @Test func `a token is refreshed before it expires, and speech goes on meanwhile`() {
        var talk = loggedIn(refreshToken: "r1")
        talk.pass(239_000)
        #expect(talk.request(.refresh) == nil)
        talk.pass(2000)
        #expect(talk.request(.refresh) != nil)
        talk.say(Talk.utterance("d1"))
        #expect(talk.request(.send) != nil)
        talk.answer(.refresh, #"{"access_token":"t2"}"#)
        #expect(talk.session.accessToken == "t2")
        #expect(talk.memory?.refreshToken == "r1")
    }

    @Test func `a configured token that is refused while running ends it and settles all`() {
        var talk = Conversation.up()
        talk.say(Talk.utterance("d1"), Talk.utterance("d2"))
        talk.answer(.sync, Self.refused, status: 401)
        #expect(talk.facts.contains { if case .credentialsRefused = $0 { true } else { false } })
        #expect(talk.outcomes == ["d1:unknown", "d2:notSent"])
        #expect(talk.session.end().isEmpty)
    }

    @Test func `a token that runs out before all is ready keeps nobody awake`() {
        var configuration = Conversation.configuration
        configuration.credentials = .password("p")
        var talk = Conversation(configuration)
        talk.answer(.versions, #"{"versions":["v1.11"]}"#)
        talk.answer(
            .login,
            #"{"user_id":"\#(Conversation.user)","access_token":"t","refresh_token":"r","#
                + #""expires_in_ms":10000}"#)
        // The answer to what comes after it takes its time.
        talk.pass(20_000)
        #expect(talk.session.nextTick == nil)
        talk.answer(.filter, #"{"filter_id":"f1"}"#)
        talk.answer(.directs, "{}")
        #expect(talk.request(.refresh) != nil)
    }
}
