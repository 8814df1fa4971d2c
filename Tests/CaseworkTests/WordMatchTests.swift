import Casework
import Testing

@Suite struct WordMatchTests {
    @Test(arguments: [
        ("cancel*", "Cancelling today"), ("cancel*", "CANCEL!"), ("cancel*", "cancellation"),
        ("cancel*", "I'll (cancel)"), ("no internet", "There is No Internet."),
        ("no internet", "no, internet"), ("no internet", "no\ninternet"),
        ("no internet", "no-internet"), ("no internet", "  NO   internet  "),
        ("re-open", "re-open it"), ("re-open", "re open it"), ("re open*", "re-opened"),
        ("can't", "it can’t be"), ("can’t", "it can't be"), ("thanks", "'thanks'"),
        ("don't work*", "they don't working"), ("iptal", "İPTAL"), ("İptal", "iptal"),
        ("ışık", "IŞIK"), ("strasse", "Straße"), ("STRASSE", "straße"), ("σας", "ΣΑΣ"),
        ("kündigung", "KÜNDIGUNG"), ("Ku\u{308}ndigung", "kündigung"),
        ("kündigung", "ku\u{308}ndigung!"),
        ("kündig*", "ku\u{308}ndigen"), ("u\u{308}ber*", "Überall"), ("c*", "cancel"),
        ("cancel", "can\u{200B}cel"),
        ("cancel", "can\u{AD}cel"), ("返金", "返金してください"), ("キャンセル", "今キャンセルする"),
        ("отмен*", "ОТМЕНИТЬ"), ("24/7", "open 24/7"), ("error 500", "error 500"),
        ("l'aide", "de L’AIDE"), ("é", "e"), ("cafe*", "Cafés"), ("café", "cafe"),
        ("zurich", "ZÜRICH"), ("kobenhavn", "København"), ("lodz", "Łódź"), ("αθηνα", "Αθήνα"),
        ("елка", "Ёлка"), ("nguyen", "Nguyễn"), ("취소*", "취소해 주세요"), ("कि", "कि"),
    ])
    func `finds`(pattern: String, text: String) {
        #expect(WordMatch(text).contains(pattern))
    }

    @Test(arguments: [
        ("cancel", "cancelling"), ("cancel*", "uncancelled"), ("no internet", "internet no"),
        ("no internet", "no good internet"), ("no internet", "no"), ("idiot", "idiots"),
        ("idiot", "idiotic"), ("word", ""), ("", "any text"), ("   ", "any text"),
        ("*", "any text"), ("**", "any text"), ("no *", "no internet"),
        ("* internet", "no internet"),
        ("can*el", "cancel"), ("😡", "this 😡 me"), ("!", "hey!"), ("re-open", "reopen"),
        ("i", "it"), ("500", "5000"), ("cancel\u{0}", "cance"), ("é", "f"), ("क", "कि"),
    ])
    func `does not find`(pattern: String, text: String) {
        #expect(!WordMatch(text).contains(pattern))
    }

    @Test(arguments: [
        ("ano", "año", false), ("año", "an\u{303}o", true), ("año", "ano", false),
        ("schön*", "scho\u{308}ne", true), ("idiot", "IDIOT", true), ("iptal", "İPTAL", true),
    ])
    func `what is refused is refused as it is spelt`(
        pattern: String, text: String, isFound: Bool
    ) {
        #expect(WordMatch(text, keepingAccents: true).contains(pattern) == isFound)
    }

    @Test func `tells the first pattern as it was given`() {
        let match = WordMatch("you IDIOTS, I cancel")
        #expect(match.firstMatch(of: ["*", "fool", "Idiots", "cancel*"]) == "Idiots")
        #expect(match.firstMatch(of: ["fool"]) == nil)
        #expect(match.firstMatch(of: []) == nil)
    }

    @Test func `a text of nothing but signs has no words`() {
        #expect(!WordMatch("'’' !? … \u{202E}\u{0}").contains("*"))
        #expect(!WordMatch("'’'").contains("'"))
    }
}
