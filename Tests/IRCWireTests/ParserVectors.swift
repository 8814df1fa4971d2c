// Vectors of ircdocs/parser-tests (CC0), generated from its YAML files.

struct LineVector: Sendable {
    var text: String
    var tags: [String: String] = [:]
    var source: String?
    var command: String
    var parameters: [String] = []
}

struct JoinVector: Sendable {
    var name: String
    var tags: [String: String] = [:]
    var source: String?
    var command: String
    var parameters: [String] = []
    /// Any of these is right.
    var texts: [String]
}

struct MaskVector: Sendable {
    var mask: String
    var matches: [String]
    var fails: [String]
}

struct SourceVector: Sendable {
    var text: String
    var nick: String
    var user: String?
    var host: String?
}

let lineVectors: [LineVector] = [
    LineVector(
        text: "foo bar baz asdf",
        command: "foo", parameters: ["bar", "baz", "asdf"]),
    LineVector(
        text: ":coolguy foo bar baz asdf",
        source: "coolguy", command: "foo", parameters: ["bar", "baz", "asdf"]),
    LineVector(
        text: "foo bar baz :asdf quux",
        command: "foo", parameters: ["bar", "baz", "asdf quux"]),
    LineVector(
        text: "foo bar baz :",
        command: "foo", parameters: ["bar", "baz", ""]),
    LineVector(
        text: "foo bar baz ::asdf",
        command: "foo", parameters: ["bar", "baz", ":asdf"]),
    LineVector(
        text: ":coolguy foo bar baz :asdf quux",
        source: "coolguy", command: "foo", parameters: ["bar", "baz", "asdf quux"]),
    LineVector(
        text: ":coolguy foo bar baz :  asdf quux ",
        source: "coolguy", command: "foo", parameters: ["bar", "baz", "  asdf quux "]),
    LineVector(
        text: ":coolguy PRIVMSG bar :lol :) ",
        source: "coolguy", command: "PRIVMSG", parameters: ["bar", "lol :) "]),
    LineVector(
        text: ":coolguy foo bar baz :",
        source: "coolguy", command: "foo", parameters: ["bar", "baz", ""]),
    LineVector(
        text: ":coolguy foo bar baz :  ",
        source: "coolguy", command: "foo", parameters: ["bar", "baz", "  "]),
    LineVector(
        text: "@a=b;c=32;k;rt=ql7 foo",
        tags: ["a": "b", "c": "32", "k": "", "rt": "ql7"], command: "foo"),
    LineVector(
        text: "@a=b\\\\and\\nk;c=72\\s45;d=gh\\:764 foo",
        tags: ["a": "b\\and\u{a}k", "c": "72 45", "d": "gh;764"], command: "foo"),
    LineVector(
        text: "@c;h=;a=b :quux ab cd",
        tags: ["c": "", "h": "", "a": "b"], source: "quux", command: "ab", parameters: ["cd"]),
    LineVector(
        text: ":src JOIN #chan",
        source: "src", command: "JOIN", parameters: ["#chan"]),
    LineVector(
        text: ":src JOIN :#chan",
        source: "src", command: "JOIN", parameters: ["#chan"]),
    LineVector(
        text: ":src AWAY",
        source: "src", command: "AWAY"),
    LineVector(
        text: ":src AWAY ",
        source: "src", command: "AWAY"),
    LineVector(
        text: ":cool\u{9}guy foo bar baz",
        source: "cool\u{9}guy", command: "foo", parameters: ["bar", "baz"]),
    LineVector(
        text: ":coolguy!ag@net\u{3}5w\u{3}ork.admin PRIVMSG foo :bar baz",
        source: "coolguy!ag@net\u{3}5w\u{3}ork.admin", command: "PRIVMSG",
        parameters: ["foo", "bar baz"]),
    LineVector(
        text: ":coolguy!~ag@n\u{2}et\u{3}05w\u{f}ork.admin PRIVMSG foo :bar baz",
        source: "coolguy!~ag@n\u{2}et\u{3}05w\u{f}ork.admin", command: "PRIVMSG",
        parameters: ["foo", "bar baz"]),
    LineVector(
        text:
            "@tag1=value1;tag2;vendor1/tag3=value2;vendor2/tag4= :irc.example.com COMMAND param1 param2 :param3 param3",
        tags: ["tag1": "value1", "tag2": "", "vendor1/tag3": "value2", "vendor2/tag4": ""],
        source: "irc.example.com", command: "COMMAND",
        parameters: ["param1", "param2", "param3 param3"]),
    LineVector(
        text: ":irc.example.com COMMAND param1 param2 :param3 param3",
        source: "irc.example.com", command: "COMMAND",
        parameters: ["param1", "param2", "param3 param3"]),
    LineVector(
        text:
            "@tag1=value1;tag2;vendor1/tag3=value2;vendor2/tag4 COMMAND param1 param2 :param3 param3",
        tags: ["tag1": "value1", "tag2": "", "vendor1/tag3": "value2", "vendor2/tag4": ""],
        command: "COMMAND", parameters: ["param1", "param2", "param3 param3"]),
    LineVector(
        text: "COMMAND",
        command: "COMMAND"),
    LineVector(
        text: "@foo=\\\\\\\\\\:\\\\s\\s\\r\\n COMMAND",
        tags: ["foo": "\\\\;\\s \u{d}\u{a}"], command: "COMMAND"),
    LineVector(
        text: ":gravel.mozilla.org 432  #momo :Erroneous Nickname: Illegal characters",
        source: "gravel.mozilla.org", command: "432",
        parameters: ["#momo", "Erroneous Nickname: Illegal characters"]),
    LineVector(
        text: ":gravel.mozilla.org MODE #tckk +n ",
        source: "gravel.mozilla.org", command: "MODE", parameters: ["#tckk", "+n"]),
    LineVector(
        text: ":services.esper.net MODE #foo-bar +o foobar  ",
        source: "services.esper.net", command: "MODE", parameters: ["#foo-bar", "+o", "foobar"]),
    LineVector(
        text: "@tag1=value\\\\ntest COMMAND",
        tags: ["tag1": "value\\ntest"], command: "COMMAND"),
    LineVector(
        text: "@tag1=value\\1 COMMAND",
        tags: ["tag1": "value1"], command: "COMMAND"),
    LineVector(
        text: "@tag1=value1\\ COMMAND",
        tags: ["tag1": "value1"], command: "COMMAND"),
    LineVector(
        text: "@tag1=1;tag2=3;tag3=4;tag1=5 COMMAND",
        tags: ["tag1": "5", "tag2": "3", "tag3": "4"], command: "COMMAND"),
    LineVector(
        text: "@tag1=1;tag2=3;tag3=4;tag1=5;vendor/tag2=8 COMMAND",
        tags: ["tag1": "5", "tag2": "3", "tag3": "4", "vendor/tag2": "8"], command: "COMMAND"),
    LineVector(
        text: ":SomeOp MODE #channel :+i",
        source: "SomeOp", command: "MODE", parameters: ["#channel", "+i"]),
    LineVector(
        text: ":SomeOp MODE #channel +oo SomeUser :AnotherUser",
        source: "SomeOp", command: "MODE",
        parameters: ["#channel", "+oo", "SomeUser", "AnotherUser"]),
]

let joinVectors: [JoinVector] = [
    JoinVector(
        name: "Simple test with verb and params.",
        command: "foo", parameters: ["bar", "baz", "asdf"],
        texts: [
            "foo bar baz asdf",
            "foo bar baz :asdf",
        ]),
    JoinVector(
        name: "Simple test with source and no params.",
        source: "src", command: "AWAY",
        texts: [
            ":src AWAY"
        ]),
    JoinVector(
        name: "Simple test with source and empty trailing param.",
        source: "src", command: "AWAY", parameters: [""],
        texts: [
            ":src AWAY :"
        ]),
    JoinVector(
        name: "Simple test with source.",
        source: "coolguy", command: "foo", parameters: ["bar", "baz", "asdf"],
        texts: [
            ":coolguy foo bar baz asdf",
            ":coolguy foo bar baz :asdf",
        ]),
    JoinVector(
        name: "Simple test with trailing param.",
        command: "foo", parameters: ["bar", "baz", "asdf quux"],
        texts: [
            "foo bar baz :asdf quux"
        ]),
    JoinVector(
        name: "Simple test with empty trailing param.",
        command: "foo", parameters: ["bar", "baz", ""],
        texts: [
            "foo bar baz :"
        ]),
    JoinVector(
        name: "Simple test with trailing param containing colon.",
        command: "foo", parameters: ["bar", "baz", ":asdf"],
        texts: [
            "foo bar baz ::asdf"
        ]),
    JoinVector(
        name: "Test with source and trailing param.",
        source: "coolguy", command: "foo", parameters: ["bar", "baz", "asdf quux"],
        texts: [
            ":coolguy foo bar baz :asdf quux"
        ]),
    JoinVector(
        name: "Test with trailing containing beginning+end whitespace.",
        source: "coolguy", command: "foo", parameters: ["bar", "baz", "  asdf quux "],
        texts: [
            ":coolguy foo bar baz :  asdf quux "
        ]),
    JoinVector(
        name: "Test with trailing containing what looks like another trailing param.",
        source: "coolguy", command: "PRIVMSG", parameters: ["bar", "lol :) "],
        texts: [
            ":coolguy PRIVMSG bar :lol :) "
        ]),
    JoinVector(
        name: "Simple test with source and empty trailing.",
        source: "coolguy", command: "foo", parameters: ["bar", "baz", ""],
        texts: [
            ":coolguy foo bar baz :"
        ]),
    JoinVector(
        name: "Trailing contains only spaces.",
        source: "coolguy", command: "foo", parameters: ["bar", "baz", "  "],
        texts: [
            ":coolguy foo bar baz :  "
        ]),
    JoinVector(
        name: "Param containing tab (tab is not considered SPACE for message splitting).",
        source: "coolguy", command: "foo", parameters: ["b\u{9}ar", "baz"],
        texts: [
            ":coolguy foo b\u{9}ar baz",
            ":coolguy foo b\u{9}ar :baz",
        ]),
    JoinVector(
        name: "Tag with empty value and space-filled trailing.",
        tags: ["asd": ""], source: "coolguy", command: "foo", parameters: ["bar", "baz", "  "],
        texts: [
            "@asd :coolguy foo bar baz :  ",
            "@asd= :coolguy foo bar baz :  ",
        ]),
    JoinVector(
        name: "Tag with no value and space-filled trailing.",
        tags: ["asd": ""], source: "coolguy", command: "foo", parameters: ["bar", "baz", "  "],
        texts: [
            "@asd :coolguy foo bar baz :  "
        ]),
    JoinVector(
        name: "Tags with escaped values.",
        tags: ["a": "b\\and\u{a}k", "d": "gh;764"], command: "foo",
        texts: [
            "@a=b\\\\and\\nk;d=gh\\:764 foo",
            "@d=gh\\:764;a=b\\\\and\\nk foo",
        ]),
    JoinVector(
        name: "Tags with escaped values and params.",
        tags: ["a": "b\\and\u{a}k", "d": "gh;764"], command: "foo", parameters: ["par1", "par2"],
        texts: [
            "@a=b\\\\and\\nk;d=gh\\:764 foo par1 par2",
            "@a=b\\\\and\\nk;d=gh\\:764 foo par1 :par2",
            "@d=gh\\:764;a=b\\\\and\\nk foo par1 par2",
            "@d=gh\\:764;a=b\\\\and\\nk foo par1 :par2",
        ]),
    JoinVector(
        name: "Tag with long, strange values (including LF and newline).",
        tags: ["foo": "\\\\;\\s \u{d}\u{a}"], command: "COMMAND",
        texts: [
            "@foo=\\\\\\\\\\:\\\\s\\s\\r\\n COMMAND"
        ]),
]

let maskVectors: [MaskVector] = [
    MaskVector(
        mask: "*@127.0.0.1",
        matches: ["coolguy!ab@127.0.0.1", "cooldud3!~bc@127.0.0.1"],
        fails: ["coolguy!ab@127.0.0.5", "cooldud3!~d@124.0.0.1"]),
    MaskVector(
        mask: "cool*@*",
        matches: ["coolguy!ab@127.0.0.1", "cooldud3!~bc@127.0.0.1", "cool132!ab@example.com"],
        fails: ["koolguy!ab@127.0.0.5", "cooodud3!~d@124.0.0.1"]),
    MaskVector(
        mask: "cool!*@*",
        matches: ["cool!guyab@127.0.0.1", "cool!~dudebc@127.0.0.1", "cool!312ab@example.com"],
        fails: [
            "coolguy!ab@127.0.0.1", "cooldud3!~bc@127.0.0.1", "koolguy!ab@127.0.0.5",
            "cooodud3!~d@124.0.0.1",
        ]),
    MaskVector(
        mask: "cool!?username@*",
        matches: ["cool!ausername@127.0.0.1", "cool!~username@127.0.0.1"],
        fails: ["cool!username@127.0.0.1"]),
    MaskVector(
        mask: "cool!a?*@*",
        matches: ["cool!ab@127.0.0.1", "cool!abc@127.0.0.1"],
        fails: ["cool!a@127.0.0.1"]),
    MaskVector(
        mask: "cool[guy]!*@*",
        matches: ["cool[guy]!guy@127.0.0.1", "cool[guy]!a@example.com"],
        fails: ["coolg!ab@127.0.0.1", "cool[!ac@127.0.1.1"]),
]

let sourceVectors: [SourceVector] = [
    SourceVector(text: "coolguy", nick: "coolguy"),
    SourceVector(text: "coolguy!ag@127.0.0.1", nick: "coolguy", user: "ag", host: "127.0.0.1"),
    SourceVector(text: "coolguy!~ag@localhost", nick: "coolguy", user: "~ag", host: "localhost"),
    SourceVector(text: "coolguy@127.0.0.1", nick: "coolguy", host: "127.0.0.1"),
    SourceVector(text: "coolguy!ag", nick: "coolguy", user: "ag"),
    SourceVector(
        text: "coolguy!ag@net\u{3}5w\u{3}ork.admin", nick: "coolguy", user: "ag",
        host: "net\u{3}5w\u{3}ork.admin"),
    SourceVector(
        text: "coolguy!~ag@n\u{2}et\u{3}05w\u{f}ork.admin", nick: "coolguy", user: "~ag",
        host: "n\u{2}et\u{3}05w\u{f}ork.admin"),
]
