import Testing

@testable import MatrixWire

@Suite struct PaceTests {
    /// Sends as fast as it may for so long, on a server of that bucket; how many were taken.
    private func run(
        _ pace: inout Pace, burst: Int, every: Milliseconds, as urgency: MatrixUtterance.Urgency,
        from start: Milliseconds,
        for time: Milliseconds
    ) -> (taken: Int, refused: Int) {
        var credit = Milliseconds(burst) * every
        var taken = 0
        var refused = 0
        var last = start
        for now in stride(from: start, to: start + time, by: 50) {
            credit = min(credit + now - last, Milliseconds(burst) * every)
            last = now
            pace.refill(at: now)
            guard pace.may(urgency, at: now) else { continue }
            pace.spend(urgency, at: now)
            if credit >= every {
                credit -= every
                taken += 1
                pace.borne()
            } else {
                refused += 1
                pace.limited(for: every - credit, at: now)
            }
        }
        return (taken, refused)
    }

    @Test func `once it knows of a bucket, half of it is left to what is urgent`() {
        var pace = Pace(.adaptive, at: 0)
        let learning = run(&pace, burst: 10, every: 5000, as: .other, from: 0, for: 60_000)
        #expect(learning.refused == 1)
        let later = run(
            &pace, burst: 10, every: 5000, as: .other, from: 60_000, for: 600_000)
        #expect(later.refused == 0)
        #expect(later.taken > 100)
        // Five urgent things at once, whatever waits.
        for _ in 0..<5 {
            #expect(pace.may(.ring, at: 660_000))
            pace.spend(.ring, at: 660_000)
        }
        #expect(!pace.may(.other, at: 660_000))
    }

    @Test func `a strict server is met at its own pace, with few refusals`() {
        var pace = Pace(.adaptive, at: 0)
        let result = run(&pace, burst: 10, every: 5000, as: .ring, from: 0, for: 300_000)
        #expect(result.taken >= 60)
        #expect(result.refused <= 3)
    }

    @Test func `a generous server is soon used as it is by what is urgent`() {
        var pace = Pace(.adaptive, at: 0)
        let result = run(&pace, burst: 1000, every: 10, as: .ring, from: 0, for: 60_000)
        #expect(result.taken == 1200)
        #expect(pace.burst > 100)
    }

    @Test func `and by what is not`() {
        var pace = Pace(.adaptive, at: 0)
        let result = run(&pace, burst: 1000, every: 10, as: .other, from: 0, for: 60_000)
        #expect(result.taken == 1200)
    }

    @Test(arguments: [MatrixUtterance.Urgency.answer, .other])
    func `what talk has taken of the reserve comes back while talk goes on`(
        urgency: MatrixUtterance.Urgency
    ) {
        var pace = Pace(.adaptive, at: 0)
        // An answer each second on a fresh bot, until the server has enough.
        var result = run(&pace, burst: 10, every: 5000, as: urgency, from: 0, for: 20_000)
        #expect(result.refused == 1)
        // Nobody waits longer than for a few tokens.
        result = run(&pace, burst: 10, every: 5000, as: urgency, from: 20_000, for: 10_000)
        #expect(result.taken == 1)
        result = run(&pace, burst: 10, every: 5000, as: urgency, from: 30_000, for: 60_000)
        #expect(result.taken == 10)
        #expect(result.refused == 0)
        var rings = 0
        while pace.may(.ring, at: 90_000) {
            pace.spend(.ring, at: 90_000)
            rings += 1
        }
        #expect(rings == 5)
    }

    @Test func `cosmetics leave some of it, also of a server that has not said a word`() {
        var pace = Pace(.adaptive, at: 0)
        let result = run(&pace, burst: 10, every: 5000, as: .cosmetic, from: 0, for: 60_000)
        #expect(result.refused == 0)
        #expect(result.taken == 10 - Pace.untriedReserve + 11)
        for _ in 0..<5 { pace.spend(.answer, at: 60_000) }
        #expect(pace.may(.other, at: 60_000))
        #expect(!pace.may(.cosmetic, at: 60_000))
        // Not for as long as it would take to come back: what it bears is to be found out.
        #expect(pace.nextCosmeticAt(waitingSince: 60_000) == 60_000 + Pace.untriedPatience)
        #expect(pace.nextCosmeticAt(waitingSince: 45_000) <= 60_000)
        pace.limited(for: 5000, at: 60_000)
        #expect(pace.nextCosmeticAt(waitingSince: 45_000) > 60_000 + Pace.untriedPatience)
    }

    @Test func `one long wait is obeyed and teaches little`() {
        var pace = Pace(.adaptive, at: 0)
        pace.limited(for: 60_000, at: 0)
        #expect(!pace.may(.ring, at: 59_999))
        #expect(pace.every == 2 * Pace.first.every)
    }

    @Test func `many cosmetics find out what is borne`() {
        var pace = Pace(.adaptive, at: 0)
        var now: Milliseconds = 0
        for _ in 0..<60 {
            now = max(now, pace.nextCosmeticAt(waitingSince: 0))
            pace.refill(at: now)
            pace.spend(.cosmetic, at: now)
            pace.borne()
        }
        #expect(now <= 12_000)
        #expect(pace.burst > 10)
    }

    @Test func `where it is known what is borne, cosmetics leave most of it`() {
        var pace = Pace(.adaptive, PaceLesson(burst: 10, every: 5000, isLimited: true), at: 0)
        let result = run(&pace, burst: 10, every: 5000, as: .cosmetic, from: 0, for: 60_000)
        #expect(result.refused == 0)
        #expect(result.taken == 2 + 11)
    }

    @Test func `once the server has borne more, they may take more`() {
        var pace = Pace(.adaptive, at: 0)
        _ = run(&pace, burst: 1000, every: 10, as: .answer, from: 0, for: 10_000)
        let result = run(&pace, burst: 1000, every: 10, as: .cosmetic, from: 20_000, for: 5000)
        #expect(result.taken > 50)
        #expect(pace.lesson(at: 25_000)?.isLimited == false)
    }

    @Test func `they are the first to wait after a 429`() {
        var pace = Pace(.adaptive, at: 0)
        pace.limited(for: 5000, at: 0)
        let moments = MatrixUtterance.Urgency.allCases.map { pace.nextAt($0) }
        #expect(moments == [5000, 15_000, 15_000, 45_000])
    }

    @Test func `its lesson is kept for good, and the next process begins with it`() throws {
        var pace = Pace(.adaptive, at: 0)
        #expect(pace.lesson(at: 0) == nil)
        _ = run(&pace, burst: 10, every: 5000, as: .answer, from: 0, for: 60_000)
        let news = [pace.takeNews(at: 60_000), pace.takeNews(at: 60_000)]
        #expect(news == [true, false])
        let year: Milliseconds = 360 * 24 * 3_600_000
        let lesson = try #require(pace.lesson(at: year))
        #expect(lesson.isLimited && lesson.age > year - 60_000 && lesson.age < year)
        var next = Pace(.adaptive, lesson, at: 7)
        let result = run(&next, burst: 10, every: 5000, as: .answer, from: 7, for: 1000)
        #expect(result.taken == 5)
        #expect(next.may(.ring, at: 1007))
    }

    @Test(arguments: [
        PaceLesson(burst: 10, every: 5000, isLimited: true, age: PaceLesson.ageMax + 1),
        PaceLesson(burst: 0, every: 5000, isLimited: true),
        PaceLesson(burst: 10, every: 0, isLimited: true),
        PaceLesson(burst: 1 << 40, every: 1, isLimited: true),
        PaceLesson(burst: 10, every: .max, isLimited: true, age: .min),
    ])
    func `what no server taught is not believed`(lesson: PaceLesson) {
        var pace = Pace(.adaptive, lesson, at: 0)
        let result = run(&pace, burst: 100, every: 1, as: .answer, from: 0, for: 1000)
        #expect(result.taken == 20)
    }

    @Test func `after a day of it a little more is tried, and the first 429 takes it back`() {
        var pace = Pace(.adaptive, at: 0)
        let day = Pace.triesMoreAfter
        pace.limited(for: 5000, at: 0)
        pace.refill(at: 2 * day)
        // Nobody has needed more.
        #expect(pace.burst == 10)
        _ = run(&pace, burst: 10, every: 5000, as: .other, from: 2 * day, for: 60_000)
        #expect(pace.burst == 12 && pace.every == 4000)
        pace.refill(at: 3 * day - 1)
        #expect(pace.burst == 12)
        pace.refill(at: 3 * day + 60_000)
        #expect(pace.burst == 15)
        // The server has not changed.
        let result = run(&pace, burst: 10, every: 5000, as: .other, from: 4 * day, for: 600_000)
        #expect(result.refused == 1)
        #expect(pace.burst == 10 && pace.every == 5000)
    }

    @Test func `what the administrator allows is not learned away`() {
        var pace = Pace(.fixed(burst: 4, every: 1000), at: 0)
        let result = run(&pace, burst: 1000, every: 1, as: .other, from: 0, for: 10_000)
        #expect(result.taken == 2 + 9)
        #expect(pace.burst == 4)
    }

    @Test func `without limits only the server's word counts`() {
        var pace = Pace(.unlimited, at: 0)
        #expect(pace.may(.other, at: 0))
        pace.limited(for: 3000, at: 0)
        #expect(!pace.may(.ring, at: 2999))
        #expect(pace.may(.other, at: 3000))
    }
}
