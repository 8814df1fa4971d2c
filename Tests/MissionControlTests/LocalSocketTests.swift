import Casework
import Glibc
import Testing

@testable import MissionControl

@Suite(.timeLimit(.minutes(1)))
struct LocalSocketTests {
    /// Short: a socket's path has 108 bytes at most, and TMPDIR may be long.
    private func scratch() throws -> String {
        var template = Array("/tmp/casebell-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw WebClient.Failure(what: "mkdtemp") }
        return String(cString: made)
    }

    @Test func `serves its owner without a token, in place of a stale socket`() async throws {
        let path = try scratch() + "/s"
        close(open(path, O_CREAT | O_WRONLY, 0o666))
        try await ServedDesk.serving(socketPath: path) { served in
            var status = stat()
            #expect(stat(path, &status) == 0)
            #expect(status.st_mode & 0o777 == 0o600)
            #expect(status.st_mode & S_IFMT == S_IFSOCK)
            var client = WebClient(address: .local(path: path))
            client.token = nil
            let reply = try await client.post(mara)
            #expect(reply.status == 202)
            #expect(served.desk.taken.map(\.author.vip) == [true])
            #expect(try await client.get("/v1/cases").status == 200)
            #expect(access(path + ".new", F_OK) != 0)
        }
        #expect(access(path, F_OK) != 0)
    }

    @Test func `says so when the path is too long`() throws {
        let socket = LocalSocket(path: "/tmp/" + String(repeating: "x", count: 120))
        #expect(throws: MissionControlFailure.self) { try socket.prepare() }
    }

    @Test func `says so when the directory is missing`() throws {
        let failure = #expect(throws: MissionControlFailure.self) {
            try LocalSocket(path: "/nowhere/at/all").prepare()
        }
        #expect(failure?.description.contains("cannot listen on /nowhere/at/all") == true)
    }
}
