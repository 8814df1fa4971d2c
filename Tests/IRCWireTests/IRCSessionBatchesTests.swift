import Testing

@testable import IRCWire

@Suite struct IRCSessionBatchesTests {
    @Test func `a netsplit is taken line by line`() {
        var server = ScriptedServer.joined()
        server.sends(
            ":s BATCH +n netsplit a.example b.example",
            "@batch=n :bo!b@h QUIT :a.example b.example",
            ":s BATCH -n", "@account=dana :dana!d@h PRIVMSG #care :!q")
        #expect(server.sayings.count == 1)
    }

    @Test func `batches that never end fill nothing`() {
        var server = ScriptedServer.joined(
            capabilities: ScriptedServer.everything + " draft/multiline=max-bytes=4096")
        for number in 0..<500 {
            server.sends(":s BATCH +b\(number) draft/multiline #care")
        }
        #expect(server.session.batches.count == IRCSession.Batch.openMax)
        server.sends(
            "@account=dana;msgid=m1 :dana!d@h BATCH +x draft/multiline #care",
            "@batch=x :dana!d@h PRIVMSG #care :!q", ":s BATCH -x")
        #expect(server.sayings.count == 1)
    }

    @Test func `comings and goings of the past change nothing now`() {
        var server = ScriptedServer.joined()
        server.sends(
            ":s BATCH +h chathistory #care", "@batch=h :s BATCH +i example.com/inner",
            "@batch=i :bo!b@h KICK #care casebell :out",
            "@batch=i :casebell!~bot@desk.test NICK other", "@batch=h :casebell!~bot@h QUIT :bye",
            ":s BATCH -i", ":s BATCH -h")
        #expect(server.session.nick == "casebell")
        #expect(server.facts == [])
    }
}
