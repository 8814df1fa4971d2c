import Testing

@testable import IRCWire

@Suite struct STSAdviceTests {
    @Test(
        arguments: [
            ("sts=port=6697", 6697, nil), ("batch sts=duration=15552000 sasl", nil, 15_552_000),
            ("sts=unknown,duration=31536000,foo=bar,port=1", 1, 31_536_000),
            ("sts=duration=0", nil, 0), ("sts=port=65535,preload", 65535, nil),
            ("sts=port=x,duration=10", nil, 10), ("sts=port=6697,duration=-1", 6697, nil),
            ("sts=duration=99999999999999999999999", nil, 315_576_000),
        ] as [(String, Int?, Int64?)])
    func `both parts are read, each for itself`(list: String, port: Int?, seconds: Int64?) {
        let advice = STSAdvice(in: list)
        #expect(advice?.port == port)
        #expect(advice?.seconds == seconds)
        #expect(advice != nil)
    }

    @Test(arguments: [
        "", "sts", "sts=", "sts=port", "sts=port=", "sts=port=0", "sts=port=65536", "sts=port=+1",
        "sts=port=6697,port=6698", "sts=port= 6697", "sts=duration=1.5",
        "sts=duration=10,duration=20",
        "sts=preload", "xsts=port=1", "sts=port=６６９７", "sts=PORT=1",
    ])
    func `what is malformed is no advice`(list: String) {
        #expect(STSAdvice(in: list) == nil)
    }
}
