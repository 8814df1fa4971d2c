import Casework
import Testing

@Suite struct SentimentTests {
    @Test(arguments: [
        "worst service ever", "I am so angry", "this is NOT good", "still waiting, no reply",
        "your app doesn't work", "not happy at all", "thanks for nothing", "😡😡😡 what a day",
        "I have been on hold for two hours", "you lost my parcel", "never again",
        "Das ist eine Frechheit", "C'est inadmissible", "pésimo servicio", "schandalig slecht",
        "I hate this",
    ])
    func `complaints are heard`(text: String) {
        #expect(Mood.negative.holds(for: Sentiment(text).score), "\(Sentiment(text))")
        #expect(!Mood.positive.holds(for: Sentiment(text).score))
    }

    @Test(arguments: [
        "thank you so much, great service", "I love it ❤", "best support ever!",
        "well done, that was quick", "vielen Dank, super", "merci, parfait", "you made my day",
    ])
    func `praise is heard`(text: String) {
        #expect(Mood.positive.holds(for: Sentiment(text).score), "\(Sentiment(text))")
        #expect(!Mood.negative.holds(for: Sentiment(text).score))
    }

    @Test(arguments: [
        "", "what are your opening hours", "what are your fees?", "sorry, which form is it?",
        "I can't find the branch", "why two invoices?", "the content of the toll-free page",
        "@you do you sell blue ones", "12345", "…",
    ])
    func `the rest is neither`(text: String) {
        let score = Sentiment(text).score
        #expect(!Mood.negative.holds(for: score) && !Mood.positive.holds(for: score))
    }

    @Test(arguments: [
        ("good", "very good"), ("not very good", "good"), ("bad", "a bit bad"),
        ("very bad", "bad"), ("terrible!!!", "terrible"), ("this is BAD news", "this is bad news"),
        ("not good", "not bad"), ("hate", "not hate"),
    ])
    func `the first sounds worse`(worse: String, better: String) {
        #expect(Sentiment(worse).score < Sentiment(better).score)
    }

    @Test func `shouting all the time says nothing`() {
        #expect(Sentiment("THIS IS BAD").score == Sentiment("this is bad").score)
    }

    @Test func `tells why in words of its own`() {
        let words = Sentiment("Horribly RUDE staff, and I am on hold").words
        #expect(words == ["horribl*", "rude*", "on hold"])
        #expect(Sentiment("horriblxyz1077").words == ["horribl*"])
        #expect(Sentiment("hello").words.isEmpty)
        #expect(Sentiment("rude, rude, RUDE and on hold").words == ["rude*", "on hold"])
    }

    @Test func `a word without an end is read in no time`() {
        let word = String(repeating: "щ", count: 50_000)
        let begun = ContinuousClock.now
        for _ in 0..<20 { _ = Sentiment(word) }
        // Letter by letter, each of them took more than ten seconds.
        #expect(ContinuousClock.now - begun < .seconds(30))
    }

    @Test func `is between -1 and 1, however long`() {
        let text = String(repeating: "worst horrible scam ", count: 5000)
        #expect(Sentiment(text).score > -1.0001)
        #expect(Sentiment(text).score < -0.99)
        #expect(Mood.veryNegative.holds(for: Sentiment(text).score))
    }
}
