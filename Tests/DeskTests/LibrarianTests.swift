import Casework
import Testing

@testable import Desk

@Suite struct LibrarianTests {
    /// Events, and milliseconds since the last step.
    @Test(arguments: [
        (0, 10, Librarian.quiet), (0, 0, Librarian.quiet), (1, 10, Librarian.busy),
        (9, 10, Librarian.busy), (10, 10, Librarian.rush), (500, 10, Librarian.rush),
        (500, 1000, Librarian.busy), (1000, 1000, Librarian.rush), (1, 0, Librarian.rush),
    ])
    func `it rests the longer the more happens`(
        events: Int64, milliseconds: Int64, pause: Lapse
    ) {
        #expect(Librarian.pause(events, in: Lapse(milliseconds: milliseconds)) == pause)
    }

    @Test func `while the desk is busy it reads faster than what is a rush comes`() {
        let steps = 1000 / (Librarian.busy.milliseconds + 10)
        #expect(steps * 64 > Librarian.rushMin)
    }
}
