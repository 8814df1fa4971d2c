import Casework
import Testing

@Suite struct RefrainTests {
    private func heard(_ texts: [String]) -> Refrain {
        var refrain = Refrain()
        for text in texts { refrain.hear(text) }
        return refrain
    }

    @Test func `the word that most texts have stands out, however it is written`() {
        let word = heard([
            "Total OUTAGE in the north", "is there an outage?", "outáge again @outage_bot",
            "where is my parcel", "https://outage.example/x",
        ]).word
        #expect(word?.0 == "outage")
        #expect(word?.count == 3)
    }

    @Test(arguments: [
        ["one thing", "two things"], ["please help this", "please help that", "please stop"],
        ["ab cd", "ab cd", "ab cd"],
        ["a1", "outage", "outage", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"],
    ])
    func `nothing stands out where texts have little in common`(texts: [String]) {
        let word = heard(texts).word
        #expect(word == nil || word?.0 == "help")
    }

    @Test func `what is usual does not stand out`() {
        var refrain = heard((0..<20).map { "my airline lost number\($0)" })
        refrain.turn()
        for number in 0..<20 { refrain.hear("the airline is late, bag\(number)") }
        #expect(refrain.word?.0 == "late")
    }

    @Test func `much that is said takes no more room`() {
        var refrain = Refrain()
        for round in 0..<40 {
            for number in 0..<300 { refrain.hear("word\(round)x\(number) pair pair\(number % 7)") }
            #expect(refrain.texts == 200)
            refrain.turn()
        }
        #expect(refrain.texts == 0)
    }
}
