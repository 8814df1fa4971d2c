import Casework
import Phrasebook
import Testing

@Suite struct HelpWordingTests {
    private let wording = Desk.wording(to: "dana", isDirect: true)

    @Test func `every mistake is answered with a way out`() {
        let mistakes: [Mistake] = [
            .unknownWord("clami", nearest: .claim), .unknownWord("xyzzy", nearest: nil),
            .ambiguous("w", [.why, .waiting, .who]), .usage(.reply), .usage(.done),
            .usage(.waiting), .oneNumberOnly(.approve), .tooManyNumbers(.claim, limit: 20),
            .badNumber("4x", .claim), .hashNeeded(CaseID(43), .claim),
            .badMark("k7f0", .approve), .notYet("forecast"), .unfindable(.noWords("?!")),
            .unfindable(.tooMany(limit: 8)), .unfindable(.tooLong(limit: 300)),
        ]
        expect(
            mistakes.flatMap(wording.lines),
            read: """
                I don't know "‹clami›". Did you mean !claim N… | next, as in !claim 42
                I don't know "‹xyzzy›". !help lists what I know.
                "‹w›" may be !why, !waiting or !who.
                !reply N text, as in !reply 42 Sorry to hear that.
                !done [N], as in !done 42
                !waiting: lists what waits for approval or did not get through
                approve takes one case at a time: !approve MARK | N [MARK], as in !ok k7f2
                20 cases at once are the most. Nothing was done: !claim N… | next, as in !claim 42
                "‹4x›" is no case number: !claim N… | next, as in !claim 42
                in this thread another case is named with its #: !claim #43 …
                "‹k7f0›" is no mark, which has four letters and digits, without 0, o, 1 and l: \
                !approve MARK | N [MARK], as in !ok k7f2
                forecast is not in this version. !help lists what is.
                there is no word in "‹?!›" that could be looked for: !find words, as in !find \
                router lights
                8 words at once are the most. Phrases in "…" count as one: !find words, as in \
                !find router lights
                that is too much to look for, 300 characters are the most: !find words, as in \
                !find router lights
                """)
        #expect(Set(mistakes.map(label)).count == 10)
    }

    @Test func `an agent's help lists what an agent may do`() {
        expect(
            wording.help(for: Desk.dana),
            read: """
                !claim 42, or just claim 42 in a direct message. !help claim says more of one \
                command.
                Look: !queue care free · !show 42 · !history 42 · !find router lights · !why 42 · \
                !waiting · !who · !oncall me 2h · !rota @lee · !digest · !stats week · !help reply
                Hold a case: !claim 42 · !release 42 · !handover @lee 42 · !away 45m · !back
                Answer: !reply 42 Sorry to hear that. · !dm 42 May I have your number? · !canned \
                outage 42 · !edit 42 I am sorry to hear that. · !attach 42 \
                https://status.example/map.png map of the fault · !drop 42 · !more 42 and we call \
                you · !done 42 · !split 42 · !undo 42
                Keep in order: !note 42 line fault known · !tag 42 outage · !link 42 CRM-1138 · \
                !merge 43 into 42 · !noise 42 · !escalate 42 @lee threatens to sue · !ack 42 · \
                !ask 42 +network is there a fault in Leeds? · !answer 42 yes, since nine · !snooze 42 2h \
                · !resolve 42 engineer came · !reopen 42
                Short: q queue · s show · c claim · r reply · e edit · u undo · n note · esc \
                escalate
                """)
    }

    @Test func `a supervisor's help lists more`() {
        expect(
            wording.help(for: Desk.sam),
            read: """
                !claim 42, or just claim 42 in a direct message. !help claim says more of one \
                command.
                Look: !queue care free · !show 42 · !history 42 · !find router lights · !why 42 · \
                !waiting · !who · !oncall me 2h · !rota @lee · !digest · !board · !stats week · !help reply
                Hold a case: !claim 42 · !release 42 · !handover @lee 42 · !assign 42 @lee · \
                !take 42 · !away 45m · !back · !override @lee fri 18:00 to sat 09:00 · !swap @lee
                Answer: !reply 42 Sorry to hear that. · !dm 42 May I have your number? · !canned \
                outage 42 · !edit 42 I am sorry to hear that. · !attach 42 \
                https://status.example/map.png map of the fault · !drop 42 · !more 42 and we call \
                you · !done 42 · !split 42 · !undo 42
                Four eyes: !ok k7f2 · !no k7f2 say when the engineer comes · !rewrite 42 We are \
                sorry. · !settle 42 sent · !score 42 tone=4 a warm opening
                The brake: !hold care wrong prices in replies · !unhold care · !plan use outage for 2h
                Keep in order: !note 42 line fault known · !tag 42 outage · !link 42 CRM-1138 · \
                !merge 43 into 42 · !vip @mara on waits for the board for 30d · !noise 42 · !escalate 42 @lee threatens to sue · !ack 42 · \
                !ask 42 +network is there a fault in Leeds? · !answer 42 yes, since nine · !snooze 42 2h \
                · !resolve 42 engineer came · !reopen 42
                Short: q queue · s show · c claim · r reply · e edit · u undo · ok approve · no \
                reject · n note · esc escalate
                """)
    }

    @Test func `an expert's help is short, and whoever is on call writes down and brings in`() {
        let expert = Person(id: "eve", roles: [.init(.expert)])
        expect(
            wording.help(for: expert),
            read: """
                !show 42, or just show 42 in a direct message. !help show says more of one command.
                Look: !queue care free · !show 42 · !help reply
                Hold a case: !away 45m · !back
                Answer: !more 42 and we call you · !done 42
                Keep in order: !answer 42 yes, since nine
                Short: q queue · s show
                """)
        let oncall = wording.help(for: Person(id: "olu", roles: [.init(.oncall)])).text
        for word in ["!note 42", "!escalate 42", "!ack 42", "!ask 42", "!answer 42"] {
            #expect(oncall.contains(word))
        }
        #expect(!oncall.contains("!reply 42"))
    }

    @Test func `a stranger is told how to become known`() {
        expect(
            wording.help(for: nil),
            read: """
                this is a customer service desk, and I answer the people in its people.yaml. If \
                you are one, log in to the network's accounts (SASL or NickServ) and say !help \
                again.
                """)
    }

    @Test func `each command explains itself`() {
        expect(
            Verb.allCases.flatMap { wording.help(on: $0, for: Desk.dana) },
            read: """
                !queue [queue] [mine|free|waiting|due]: lists open cases, most urgent first · \
                short !q · !queue care free
                !show N: shows a case with its whole conversation · short !s · !show 42
                !history N: shows what was decided about a case, and by whom · !history 42
                !find words: finds cases by what stands in them, the newest first · !find router \
                lights
                !why N: says why a case has this priority and this queue · !why 42
                !waiting: lists what waits for approval or did not get through
                !who: says who is here and how much they hold
                !oncall [me [layer] 2h|until 06:00] | undo | test: says who is on call, until when, \
                and who is next; me takes it over from now on, test pages you for practice · \
                !oncall me 2h
                !rota [@person]: lists the next times that you, or somebody, are on call · !rota \
                @lee
                !board: shows how the desk stands at this moment · takes a supervisor
                !stats [today|week] [@person|+skill|queue]: tells what a day or a week brought; \
                agents see their own · !stats week
                !help [command]: says what you may do here · !help reply
                !claim N… | next: makes a case yours; next takes the most urgent free one · short \
                !c · !claim 42
                !release N…: gives a case back to the queue · !release 42
                !assign N @person: gives a case to somebody · !assign 42 @lee · takes a supervisor
                !handover @person [N…]: offers your cases to a colleague, who accepts with claim \
                · !handover @lee 42
                !take N: takes a case over from whoever holds it · !take 42 · takes a supervisor
                !reply N text: drafts an answer, as public as what it answers · short !r · !reply \
                42 Sorry to hear that.
                !dm N text: drafts a direct message to the customer · !dm 42 May I have your \
                number?
                !canned [NAME [N [value | value]]]: lists canned texts, shows one, or fills one \
                for a case, which done then takes · !canned outage 42
                !more [N] [text]: goes on with a text that was cut off · !more 42 and we call you
                !done [N]: submits a text that was cut off, or a canned one that was shown · !done \
                42
                !split [N]: makes a numbered thread of your text that was too long for one post · \
                !split 42
                !edit N text: puts another text in the draft's place · short !e · !edit 42 I am \
                sorry to hear that.
                !attach N url words | N none: sends a picture or file along with the draft; the \
                words are for who cannot see it · !attach 42 https://status.example/map.png map \
                of the fault
                !drop N: withdraws the draft · !drop 42
                !approve MARK | N [MARK]: approves a draft exactly as it was shown · short !ok · \
                !ok k7f2 · takes a supervisor
                !reject MARK|N reason: sends a draft back to its author, with the reason · short \
                !no · !no k7f2 say when the engineer comes · takes a supervisor
                !rewrite N text: puts your text in the draft's place; another approves it · \
                !rewrite 42 We are sorry. · takes a supervisor
                !undo N: calls an approved reply back before it leaves · short !u · !undo 42
                !settle N sent|again: decides a delivery whose outcome is unknown · !settle 42 \
                sent · takes a supervisor
                !hold [queue] reason: pulls the brake: nothing goes out to customers · !hold care \
                wrong prices in replies · takes a supervisor
                !unhold [queue]: lets go of the brake, and lists what waits · !unhold care · \
                takes a supervisor
                !note N text: adds a note for colleagues · short !n · !note 42 line fault known
                !tag N word: adds a tag · !tag 42 outage
                !link N ref: says where it goes on: phone, e-mail, CRM number · !link 42 CRM-1138
                !merge N into M: makes one case of two · !merge 43 into 42
                !noise N…: takes what is no customer's matter out of the queue · !noise 42
                !escalate N [@person|+skill|oncall|supervisors|#queue] reason: brings somebody in \
                · short !esc · !escalate 42 @lee threatens to sue
                !ack N… | all: says that you look after what you were paged for; all means everything \
                in your pages · !ack 42
                !ask N @person|+skill question: asks one person who knows, whose answer lands in \
                the case · !ask 42 +network is there a fault in Leeds?
                !answer [N] text: answers what you were asked about a case · !answer 42 yes, since \
                nine
                !snooze N 2h | until 09:00: puts a case away until then, or until they write · \
                !snooze 42 2h
                !resolve N [outcome]: ends a case · !resolve 42 engineer came
                !reopen N: opens an ended case again · !reopen 42
                !away [2h | until 09:00]: says that you are away; after a while your cases are free \
                again · !away 45m
                !back: says that you are at work again
                !override [layer] @person|me from to | @person off: gives somebody a layer of the \
                rota for a time, or takes that back · !override @lee fri 18:00 to sat 09:00 · takes \
                somebody on call
                !swap [layer] @person | ok [@person] | off: offers your next turn on call against \
                theirs; ok agrees, off declines · !swap @lee · takes somebody on call
                !digest [queue]: lists what came out of hours, and what it still needs · !digest
                !plan [test name | use name [for 2h|until 18:00] | end [name]]: switches how the \
                desk works for a while; alone it lists the plans, test says what one would change · \
                !plan use outage for 2h · takes a supervisor
                !vip [@handle on|off reason [until 2026-12-24 | for 30d]]: lets a customer go \
                first, or not any more; alone it lists who does · !vip @mara on waits for the \
                board for 30d · takes a supervisor
                !score N [@person] criterion=points… [remark]: says how good an answer was, to \
                whoever gave it and nobody else · !score 42 tone=4 a warm opening · takes a \
                supervisor
                """)
    }
}
