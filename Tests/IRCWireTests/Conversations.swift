@testable import IRCWire

extension Conversation {
    static let all: [Conversation] = [inspIRCd, ergo, ngIRCd, netsplit, refusals, oddities]

    /// Services, accounts by tag, labels; no history.
    static let inspIRCd = Conversation(
        name: "InspIRCd with services", configuration: .withAccount,
        turns: [
            .server([
                ":i.test NOTICE Auth :*** Looking up your hostname...",
                ":i.test CAP * LS * :account-notify account-tag away-notify batch cap-notify chghost",
                ":i.test CAP * LS :echo-message extended-join labeled-response message-tags "
                    + "multi-prefix sasl=EXTERNAL,PLAIN server-time setname",
            ]),
            .server([
                ":i.test CAP 0AA ACK :account-notify account-tag batch cap-notify chghost "
                    + "echo-message extended-join labeled-response message-tags multi-prefix "
                    + "server-time sasl",
                "AUTHENTICATE +",
                ":i.test 900 casebell casebell!c@h casebell :You are now logged in as casebell",
                ":i.test 903 casebell :SASL authentication successful",
            ]),
            .server([
                "PING :Q9", ":i.test 001 casebell :Welcome casebell!c@h",
                ":i.test 005 casebell BOT=B CASEMAPPING=ascii CHANMODES=IXbeg,k,Hl,imnpst WHOX "
                    + "LINELEN=512 NICKLEN=30 PREFIX=(qaohv)~&@%+ :are supported by this server",
                ":i.test 396 casebell bot.desk.test :is now your displayed host",
                ":casebell!c@bot.desk.test JOIN #care casebell :Casebell",
                ":i.test 353 casebell = #care :@~dana bo +casebell",
                ":i.test 366 casebell #care :E",
                ":i.test 324 casebell #care +ik secret",
                ":i.test 354 casebell 999 u h dana Dana", ":i.test 354 casebell 999 u h bo 0",
                ":i.test 315 casebell #care :End of /WHO list.",
            ]),
            .server([
                "@account=Dana;msgid=1~2;time=2026-11-21T10:31:42.123Z :dana!u@h PRIVMSG #care "
                    + ":casebell: claim 42 ü 日本 👩‍👧",
                "@time=2026-11-21T10:31:43.000Z :bo!u@h PRIVMSG #care :!queue",
                ":bo!u@h ACCOUNT Bo", "@account=Bo;msgid=2~2 :bo!u@h PRIVMSG casebell :!queue",
            ]),
            .say(Utterance(id: "d1", target: "#care", lines: [[.plain("#42 claimed")]])),
            .echo(tags: "msgid=m9;account=casebell"),
            .say(
                Utterance(
                    id: "d2", target: "dana", isNotice: true, lines: [[.quoted("for bo\n")]])),
            .server([":i.test 401 casebell dana :No such nick", ":services 900 casebell * x :i"]),
        ])

    /// Everything there is.
    static let ergo = Conversation(
        name: "a server with everything",
        turns: [
            .server([
                ":e CAP * LS * :"
                    + Capabilities.wanted.prefix(Capabilities.wanted.count / 2).joined(
                        separator: " "),
                ":e CAP * LS :"
                    + Capabilities.wanted.dropFirst(Capabilities.wanted.count / 2).joined(
                        separator: " "),
                ":e CAP * ACK :" + Capabilities.wanted.joined(separator: " "),
                ":e 001 casebell :Welcome",
                ":e 005 casebell CASEMAPPING=rfc7613 CHATHISTORY=100 MSGREFTYPES=msgid,timestamp "
                    + "UTF8ONLY WHOX LINELEN=1024 PREFIX=(qaohv)~&@%+ :are supported",
                "@time=2026-11-21T10:00:00.000Z :casebell!c@h JOIN #care casebell :C",
                ":e 353 casebell = #care :@dana casebell", ":e 366 casebell #care :End",
                ":e 324 casebell #care +nt", ":e 354 casebell 999 u h dana dana",
                ":e 315 casebell #care :End",
                ":e BATCH +1 chathistory #care",
                "@batch=1;msgid=h1;time=2026-11-21T09:00:00.000Z;account=dana :dana!u@h PRIVMSG "
                    + "#care :!claim 7",
                "@batch=1;msgid=h2;time=2026-11-21T09:00:01.000Z :casebell!c@h PRIVMSG #care :#7",
                ":e BATCH -1",
            ]),
            .say(
                Utterance(
                    id: "d1", target: "#care", lines: [[.plain("#7 one")], [.quoted("two")]])),
            .echo(tags: "msgid=m1"),
            .server([
                "@account=dana;msgid=m2 :dana!u@h PRIVMSG #care :long", ":e BATCH +2 netjoin a b",
                "@batch=2 :eve!u@h JOIN #care eve :Eve", ":e BATCH -2",
                ":dana!u@h NICK :Dana2", "@account=dana :Dana2!u@h PRIVMSG #CARE :!done 7",
                "FAIL PRIVMSG RATE_LIMITED #care :slower", ":e CAP casebell NEW :sasl=PLAIN",
                ":e CAP casebell DEL :echo-message",
            ]),
        ])

    /// No tags, no accounts, no labels: barriers and the server's patience.
    static let ngIRCd = Conversation(
        name: "ngIRCd",
        turns: [
            .server([
                ":n CAP * LS :multi-prefix", ":n CAP * ACK :multi-prefix",
                ":n 433 * casebell :Nickname already in use", ":n 001 casebell_ :Welcome",
                ":n 005 casebell_ NETWORK=x CASEMAPPING=ascii CHANTYPES=#&+ PREFIX=(qaohv)~&@%+ "
                    + "CHANMODES=beI,k,l,imMnOPQRstVz NICKLEN=9 :are supported on this server",
                ":casebell_!~c@127.0.0.1 JOIN :#care", ":n 353 casebell_ = #care :casebell_ @dana",
                ":n 366 casebell_ #care :End of NAMES list", ":n 324 casebell_ #care +s",
                ":dana!~d@127.0.0.1 PRIVMSG #care :!claim 42",
            ]),
            .server([":n 330 casebell_ dana dana :is logged in as", ":n 318 casebell_ dana :End"]),
            .say(Utterance(id: "d1", target: "#care", lines: [[.plain("#42 a")], [.plain("b")]])),
            .passes(2000), .pong,
            .server([":casebell!x@y QUIT :gone", ":casebell_!~c@127.0.0.1 NICK :casebell"]),
            .say(Utterance(id: "d2", target: "#care", lines: [[.plain("#42 c")]])),
            .server([":n 404 casebell #care :Cannot send to channel", "PING :n"]),
            .passes(16_000), .pong,
        ])

    static let netsplit = Conversation(
        name: "a netsplit and what follows",
        turns: [
            .server([
                ":s CAP * LS :account-notify batch extended-join",
                ":s CAP * ACK :account-notify batch extended-join", ":s 001 casebell :Hi",
                ":s 005 casebell WHOX PREFIX=(ov)@+ CASEMAPPING=rfc1459 :are supported",
                ":casebell!c@h JOIN #care casebell :C",
                ":s 353 casebell = #care :@dana bo [zed] casebell", ":s 366 casebell #care :E",
                ":s 354 casebell 999 u h dana dana", ":s 354 casebell 999 u h bo 0",
                ":s 354 casebell 999 u h {zed} zed", ":s 315 casebell #care :E",
                ":s BATCH +x netsplit a.net b.net", "@batch=x :bo!u@h QUIT :a.net b.net",
                "@batch=x :{ZED}!u@h QUIT :a.net b.net", ":s BATCH -x",
                ":dana!u@h PRIVMSG #care :!queue", ":s BATCH +y netjoin a.net b.net",
                "@batch=y :bo!u@h JOIN #care bo :B", ":s BATCH -y",
                ":bo!u@h PRIVMSG #care :!take", ":bo!u@h PART #care :later",
                ":s MODE #care +ik-t key", ":casebell!c@new.host CHGHOST c2 newer.host",
            ])
        ])

    static let refusals = Conversation(
        name: "rooms that will not have us",
        configuration: {
            var configuration = IRCSessionConfiguration.desk
            configuration.rooms += [.init(name: "#vip", key: "k"), .init(name: "#full")]
            configuration.flood = FloodAllowance(burst: 2, every: 500)
            return configuration
        }(),
        turns: [
            .server([
                ":s CAP * LS :", ":s 001 casebell :Hi",
                ":s 005 casebell CHANTYPES=# :are supported",
                ":s 475 casebell #vip :Cannot join (+k)", ":s 471 casebell #full :full",
                ":casebell!c@h JOIN #care", ":s 366 casebell #care :E",
            ]),
            .say(Utterance(id: "d1", target: "#vip", lines: [[.plain("x")]])),
            .say(Utterance(id: "d2", target: "#care", lines: [[.plain("y")], [.plain("z")]])),
            .server([":dana!u@h KICK #care casebell :out", ":dana!u@h INVITE casebell #full"]),
            .passes(2500),
            .server([
                ":casebell!c@h JOIN #care", ":s 437 casebell #full :held", "ERROR :Closing link",
                ":dana!u@h PRIVMSG #care :nobody hears this",
            ]),
        ])

    /// Both kinds of line ends, bytes that are no UTF-8, a tag that never ends.
    static let oddities = Conversation(
        name: "a server with a bad day",
        turns: [
            .bytes(
                Array(":s CAP * LS :account-tag\n:s CAP * ACK :account-tag\r\n\r\n\n".utf8)
                    + Array(":s 001 casebell :hi\n:casebell!c@h JOIN #care\r\r\n".utf8)
                    + Array("@account=dana :d".utf8) + [0xE9] + Array("!u@h PRIVMSG #care :".utf8)
                    + [0xFF, 0xC3, 0x0D, 0x0A] + Array("@account=dana :dana!u@h PRIVMSG ".utf8)
                    + Array("#care :a\0b\rc\u{1}\u{3}4d\n".utf8)
                    + Array("@\(String(repeating: "a=\\", count: 40)) PRIVMSG\n".utf8)
                    + Array(": :\n@ \n:\n   PING    :  x\n".utf8) + Array("PRIVMSG #care :no".utf8))
        ])
}
