import Casework
import Testing

@testable import Desk

@Suite struct AbsenteesTests {
    private static let grace = Lapse.minutes(15)

    @Test func `whoever comes back in time was never gone`() {
        var absentees = Absentees()
        absentees.isGone("dana", since: .zero)
        #expect(absentees.nextDue(after: Self.grace) == .minutes(15))
        #expect(absentees.due(after: Self.grace, at: .minutes(14)).isEmpty)
        absentees.isThere("dana")
        absentees.isGone("dana", since: .minutes(14))
        #expect(absentees.due(after: Self.grace, at: .minutes(20)).isEmpty)
        #expect(absentees.nextDue(after: Self.grace) == .minutes(29))
    }

    @Test func `what hid somebody makes them gone since it did not, and never since before`() {
        var absentees = Absentees()
        absentees.isUnseen("dana", since: .minutes(3))
        absentees.isUnseen("dana", since: .minutes(8))
        absentees.isUnseen("dana", since: .minutes(2))
        #expect(absentees.nextDue(after: Self.grace) == .minutes(23))
    }

    @Test func `whoever stays away is looked at again, once a minute`() {
        var absentees = Absentees()
        absentees.isGone("dana", since: .minutes(1))
        // Said again and again, it is still since then.
        absentees.isGone("dana", since: .minutes(9))
        let due = absentees.due(after: Self.grace, at: .minutes(17))
        #expect(due == [Missing(person: "dana", gone: .minutes(16))])
        #expect(absentees.due(after: Self.grace, at: .minutes(17)).isEmpty)
        #expect(absentees.nextDue(after: Self.grace) == .minutes(18))
        #expect(absentees.due(after: Self.grace, at: .minutes(18)).map(\.gone) == [.minutes(17)])
        // Whoever else has gone meanwhile is looked at together with them.
        absentees.isGone("bo", since: .minutes(4))
        #expect(absentees.nextDue(after: Self.grace) == .minutes(19))
        #expect(
            absentees.due(after: Self.grace, at: .minutes(19)).map(\.person) == ["bo", "dana"])
        absentees.isThere("dana")
        #expect(absentees.due(after: Self.grace, at: .minutes(20)).map(\.person) == ["bo"])
        absentees.isThere("bo")
        #expect(absentees.nextDue(after: Self.grace) == nil)
    }
}
