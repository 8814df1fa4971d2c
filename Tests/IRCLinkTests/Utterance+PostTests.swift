import Casework
import Chat
import IRCWire
import Testing

@testable import IRCLink

@Suite struct UtterancePostTests {
    private func post(_ destination: Post.Destination, _ lane: Lane = .answer) -> Post {
        Post(
            id: "d1", attempt: 3, destination: destination, lane: lane,
            lines: [Line([.person("dana"), .text(": "), .strong("P1 "), .quoted("hi")])],
            isRepeat: true)
    }

    @Test func `what customers wrote stays apart`() {
        #expect(
            Utterance(post(.room("#care")), privateAnswers: .notice, at: Instant(milliseconds: 0))
                == Utterance(
                    id: "d1", attempt: 3, target: "#care", lane: 0,
                    lines: [[.plain("dana"), .plain(": "), .plain("P1 "), .quoted("hi")]],
                    isRepeat: true))
    }

    @Test func `what must be whole is`() {
        var draft = post(.room("#care"))
        for isWhole in [true, false] {
            draft.isWhole = isWhole
            let said = Utterance(
                draft, privateAnswers: .notice, at: Instant(milliseconds: 0))
            #expect(said.isWhole == isWhole)
        }
    }

    @Test(arguments: [
        (Lane.answer, IRCLinkConfiguration.PrivateAnswers.notice, true), (.urgent, .notice, false),
        (.bulk, .notice, true), (.answer, .message, false),
    ])
    func `a person gets a notice unless it is urgent or configured otherwise`(
        lane: Lane, answers: IRCLinkConfiguration.PrivateAnswers, isNotice: Bool
    ) {
        #expect(
            Utterance(
                post(.person("dana"), lane), privateAnswers: answers, at: Instant(milliseconds: 0)
            ).isNotice == isNotice)
        #expect(
            !Utterance(
                post(.room("#care"), lane), privateAnswers: answers, at: Instant(milliseconds: 0)
            ).isNotice)
    }
}
