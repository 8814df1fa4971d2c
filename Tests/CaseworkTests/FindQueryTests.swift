import Testing

@testable import Casework

@Suite struct FindQueryTests {
    /// Whether the one text is found by the query, by the index's tokens and in the text itself.
    private func finds(_ typed: String, _ text: String) throws -> Bool {
        let query = try FindQuery(typed)
        let entry = FindEntry(texts: [text])
        let place = FoundText(text)
        let isInText = query.parts.allSatisfy { place.place(of: $0) != nil }
        let isInIndex = query.parts.flatMap(\.lookups).allSatisfy { entry.holds($0) }
        // What the index finds is looked at again; it must never miss anything.
        if isInText { #expect(isInIndex, "the index misses \(typed) in \(text)") }
        return isInText && isInIndex
    }

    @Test(arguments: [
        ("router lights", "All lights on my ROUTER are red"), ("cancel*", "Cancelling today"),
        ("c*", "cancel"), ("\"no internet\"", "No, internet!"), ("no internet", "internet? no"),
        ("re-open", "please re open it"), ("CRM-1138", "see crm 1138"), ("don't", "I DON’T know"),
        ("don*", "don't"), ("zurich", "Zürich"), ("kündigung", "Ku\u{308}ndigung"),
        ("“no internet", "no internet"), ("24/7", "open 24/7"), ("отмен*", "ОТМЕНИТЬ"),
        ("路由器", "我的路由器坏了"), ("路由", "我的路由器坏了"), ("坏", "我的路由器坏了"),
        ("了", "我的路由器坏了"), ("路由器坏了", "路由器 坏了!"), ("iphone坏了", "我的iPhone坏了吗"),
        ("\"坏了 iphone\"", "坏了iPhone"), ("\"pump 水\"", "the pump 水泵"), ("キャンセル", "今キャンセルする"),
        ("อินเทอร์เน็ต", "ทำไมอินเทอร์เน็ตช้ามาก"), ("เน็ต", "ทำไมอินเทอร์เน็ตช้ามาก"),
        ("인터넷", "어제부터 인터넷이 안 돼요"), ("安装*", "怎么安装它"), ("#42", "case 42"),
    ])
    func `finds`(typed: String, text: String) throws {
        #expect(try finds(typed, text))
    }

    @Test(arguments: [
        ("cancel", "cancelling"), ("cancel*", "uncancelled"), ("\"no internet\"", "internet no"),
        ("\"no internet\"", "no good internet"), ("router lights", "router"),
        ("路器", "路由器"), ("由路", "路由器"), ("器坏", "器 x 坏"), ("เน็ต", "อินเทอร์"),
        ("인터넷", "인 터 미"), ("can*el", "cancel"), ("\"坏了 iphone\"", "坏了吗iPhone"),
    ])
    func `does not find`(typed: String, text: String) throws {
        #expect(try !finds(typed, text))
    }

    @Test(arguments: [
        ("", FindQuery.Fault.noWords("")), ("*", .noWords("*")), ("\"\" !", .noWords("\"\" !")),
        ("@", .noWords("@")), ("a b c d e f g h i", .tooMany(limit: 8)),
        (String(repeating: "a", count: 301), .tooLong(limit: 300)),
    ])
    func `what cannot be looked for is said`(typed: String, fault: FindQuery.Fault) {
        #expect(throws: fault) { try FindQuery(typed) }
    }

    @Test func `the same said twice is one part`() throws {
        #expect(
            try FindQuery("Router ROUTER router* router*").parts.map(\.typed) == [
                "Router", "router*",
            ])
        #expect(try FindQuery("a b c d e f g h a b").parts.count == 8)
    }

    @Test(arguments: [
        ("@mara", true), ("@MARA@social.example", true), ("@mara,", true), ("mara", true),
        ("@mar", false), ("@mara@other.example", false), ("@social", false),
    ])
    func `a customer is found by their whole handle`(typed: String, isFound: Bool) throws {
        let lookups = try FindQuery(typed).parts.flatMap(\.lookups)
        let entry = FindEntry(
            texts: ["@Mara@social.example"], keys: FindEntry.handleKeys("@Mara@social.example"))
        #expect(lookups.allSatisfy { entry.holds($0) } == isFound)
    }

    @Test(arguments: [
        ("#no-internet", true), ("tag:No-Internet", true), ("#internet", false),
        ("tag:no", false), ("no-internet", true),
    ])
    func `a tag is found as a whole, or by its words`(typed: String, isFound: Bool) throws {
        let lookups = try FindQuery(typed).parts.flatMap(\.lookups)
        let keys = [FindEntry.tagKey("no-internet")].compactMap(\.self)
        let entry = FindEntry(texts: ["no-internet"], keys: keys)
        #expect(lookups.allSatisfy { entry.holds($0) } == isFound)
    }

    @Test func `no phrase goes on from one text to the next`() throws {
        let entry = FindEntry(texts: ["there is no", "internet today"])
        let part = try FindQuery("\"no internet\"").parts[0]
        #expect(!part.lookups.allSatisfy { entry.holds($0) })
    }

    /// Whoever makes this another text has to write a migration that begins the index anew.
    @Test func `what stands in the index is frozen`() {
        let entry = FindEntry(
            texts: ["Don't cancel Zürich's 路由器坏了 now: เน็ต 인터넷이, 24/7!", "Ünïcödé"],
            keys: FindEntry.handleKeys("@mara@social.example")
                + [FindEntry.tagKey("no-internet")].compactMap(\.self))
        #expect(
            entry.words.shown == """
                don<27>t cancel zurich<27>s 路由 由器 器坏 坏了 了 now เน น็ ็ต ต인 인터 터넷 넷이 이 24 7 \
                <102> unicode <102> <100>mara <102> <100>mara<40>social<2E>example <102> \
                <101>no<2D>internet
                """)
        #expect(entry.signs == "ต น เ ็ 了 器 坏 由 路 넷 이 인 터")
        #expect(
            entry.stemmable == [
                "don\u{E027}t", "cancel", "zurich\u{E027}s", "now", "24", "7", "unicode",
            ])
    }

    @Test func `what is quoted before an ending is found without it`() throws {
        let entry = FindEntry(texts: ["어제 'iPhone'은 켜지지 않았고 rock'n'roll은 들렸다"])
        for word in ["iphone", "\"iphone 은\"", "rock'n'roll"] {
            let part = try FindQuery(word).parts[0]
            #expect(part.lookups.allSatisfy { entry.holds($0) }, "\(word)")
        }
    }

    @Test func `a very long text is read up to somewhere`() {
        let entry = FindEntry(texts: [String(repeating: "水a ", count: 20_000), "more"])
        #expect(FindEntry.tokens(in: entry.words).count == FindEntry.wordsMax)
        let long = FindEntry(texts: [String(repeating: "é", count: 5000)])
        #expect(long.words == String(repeating: "e", count: FindWords.lengthMax))
    }
}

extension FindEntry {
    /// What an index over this entry alone would say.
    fileprivate func holds(_ lookup: FindQuery.Part.Lookup) -> Bool {
        let tokens = FindEntry.tokens(in: words)
        func stands(_ phrase: [String], last matches: (String) -> Bool) -> Bool {
            tokens.indices.contains { start in
                guard start + phrase.count < tokens.count else { return false }
                return Array(tokens[start..<start + phrase.count]) == phrase
                    && matches(tokens[start + phrase.count])
            }
        }
        return switch lookup {
        case .phrase(let phrase):
            stands(phrase.dropLast()) { $0 == phrase.last }
        case .stem(let before, let stem):
            stands(before) { $0.utf8.starts(with: stem.utf8) && stemmable.contains($0) }
        case .sign(let sign): FindEntry.tokens(in: signs).contains(sign)
        }
    }
}

extension String {
    /// Private characters by their place.
    fileprivate var shown: String {
        unicodeScalars.map { scalar in
            (0xE000...0xF8FF).contains(scalar.value)
                ? "<\(String(scalar.value - 0xE000, radix: 16, uppercase: true))>" : String(scalar)
        }.joined()
    }
}
