import Casework
import Phrasebook
import Testing

@Suite struct ReadingTests {
    @Test func `before free text exactly one number is read`() {
        Table(
            """
            !reply 42 24 hours at most ⇒ reply #42 public "24 hours at most"
            !note 42 43 is a duplicate ⇒ note #42 note "43 is a duplicate"
            !r 42: Hello: you ⇒ reply #42 public "Hello: you"
            !r 42, Hello ⇒ reply #42 public "Hello"
            !r 42. Hello ⇒ reply #42 public "Hello"
            !r 42:Hello ⇒ reply #42 public "Hello"
            !r #42 #1 of our rules ⇒ reply #42 public "#1 of our rules"
            !r case 42 case closed ⇒ reply #42 public "case closed"
            !r 42   two  spaces \t ⇒ reply #42 public "two  spaces"
            !r 42\u{A0}bonjour\u{A0}! ⇒ reply #42 public "bonjour\u{A0}!"
            !r 42 and so on ⇒ reply #42 public "and so on"
            !r 42 : -) ⇒ reply #42 public ": -)"
            !r 42 10:30 tomorrow ⇒ reply #42 public "10:30 tomorrow"
            !r 42 \u{1F44D} ⇒ reply #42 public "\u{1F44D}"
            !r 42, 43 Hello ⇒ ✗ one number for reply
            !r 42,43 Hello ⇒ ✗ one number for reply
            !n 42 and 43 are one ⇒ ✗ one number for note
            !r 42 ⇒ ✗ usage reply
            !r 42:   ⇒ ✗ usage reply
            !r ⇒ ✗ usage reply
            !r Hello ⇒ ✗ no number "Hello" for reply
            !r #42x Hello ⇒ ✗ no number "#42x" for reply
            !r 10:30 tomorrow ⇒ ✗ no number "10:30" for reply
            !r 2.5 hours ⇒ ✗ no number "2.5" for reply
            !r 0 Hello ⇒ ✗ no number "0" for reply
            !r 1234567890 Hello ⇒ ✗ no number "1234567890" for reply
            !r -42 Hello ⇒ ✗ no number "-42" for reply
            !r ４２ Hello ⇒ ✗ no number "４２" for reply
            !r 123456789 Hello ⇒ reply #123456789 public "Hello"
            """
        ).expectReading()
    }

    @Test func `the text is kept byte for byte, over several lines too`() {
        let text = "e\u{301} \u{200F}\u{3}04\n\n\u{1F468}\u{200D}\u{1F469}\r\n  ok\u{0}!"
        guard case .act(let act) = grammar.read(" !r 42 \(text)\n ", isDirect: false),
            case .command(.draft(let read, _)) = act.order
        else {
            Issue.record("not read as a reply")
            return
        }
        #expect(Array(read.utf8) == Array(text.utf8))
    }

    @Test func `several cases only where nothing is sent`() {
        Table(
            """
            !claim 42 43 ⇒ claim #42 #43 claim
            !claim 42,43 ⇒ claim #42 #43 claim
            !claim #42, #43, and #44 ⇒ claim #42 #43 #44 claim
            !claim cases 42 and 43 ⇒ claim #42 #43 claim
            !claim case 42 case 43 ⇒ claim #42 #43 claim
            !claim 42 & 43. ⇒ claim #42 #43 claim
            !claim 42 42 ⇒ claim #42 claim
            !claim ⇒ ✗ usage claim
            !claim next 42 ⇒ ✗ usage claim
            !claim 42 please ⇒ ✗ no number "please" for claim
            !claim 42 0 ⇒ ✗ no number "0" for claim
            !claim 42x ⇒ ✗ no number "42x" for claim
            !claim # ⇒ ✗ no number "#" for claim
            !take 42 43 ⇒ ✗ one number for take
            !undo 42 43 ⇒ ✗ one number for undo
            !drop 42, 43 ⇒ ✗ one number for drop
            !show 42 43 ⇒ ✗ one number for show
            !resolve 42 43 ⇒ ✗ one number for resolve
            !resolve 42, 43 ⇒ ✗ one number for resolve
            !settle 42 ⇒ ✗ usage settle
            !settle 42 maybe ⇒ ✗ usage settle
            !settle 42 sent again ⇒ ✗ usage settle
            !tag 42 two words ⇒ ✗ usage tag
            !merge 42 43 ⇒ ✗ usage merge
            !merge 42 into ⇒ ✗ usage merge
            !merge 42 into 43 and 44 ⇒ ✗ usage merge
            !assign 42 ⇒ ✗ usage assign
            !assign @lee ⇒ ✗ usage assign
            !assign 42 43 @lee ⇒ ✗ one number for assign
            !handover ⇒ ✗ usage handover
            !handover @lee @bo ⇒ ✗ no number "@bo" for handover
            !assign @lee 42 ⇒ assign #42 assign to lee
            !assign 42 to lee. ⇒ assign #42 assign to lee
            !handover 42 and 43 to @lee ⇒ handover #42 #43 hand to lee
            """
        ).expectReading()
    }

    @Test func `a name is as long as an id of Matrix`() {
        let longest = String(repeating: "d", count: 242) + ":example.org"
        Table(
            """
            !assign 42 @\(longest) ⇒ assign #42 assign to \(longest)
            !assign 42 @\(longest)anization ⇒ assign #42 assign to \(longest)a
            """
        ).expectReading()
    }

    @Test func `at most twenty numbers are read`() {
        let twenty = (1...20).map { "\($0)" }.joined(separator: " ")
        let hashed = (1...20).map { "#\($0)" }.joined(separator: " ")
        Table(
            """
            !claim \(twenty) ⇒ claim \(hashed) claim
            !claim \(twenty) 21 ⇒ ✗ over 20 for claim
            !handover @lee \(twenty),21 ⇒ ✗ over 20 for handover
            """
        ).expectReading()
    }

    @Test func `the four eyes take one mark or number, and nothing that may be a condition`() {
        Table(
            """
            !ok K7F2 ⇒ approve k7f2 approve(k7f2)
            !ok k7f2. ⇒ approve k7f2 approve(k7f2)
            !ok 42: k7f2 ⇒ approve #42 approve(k7f2)
            !ok 7722 ⇒ approve #7722 approve(-)
            !ok ⇒ ✗ usage approve
            !ok 42 43 ⇒ ✗ one number for approve
            !ok 42, 43 ⇒ ✗ one number for approve
            !ok k7f2 9xq3 ⇒ ✗ one number for approve
            !ok k7f2 but change the name ⇒ ✗ usage approve
            !ok 42 thanks! ⇒ ✗ no mark "thanks!" for approve
            !ok k7f0 ⇒ ✗ no mark "k7f0" for approve
            !ok k7f ⇒ ✗ no mark "k7f" for approve
            !ok k7f2? ⇒ ✗ no mark "k7f2?" for approve
            !ok all ⇒ ✗ no mark "all" for approve
            !ok 0 ⇒ ✗ no number "0" for approve
            !no k7f2: say when ⇒ reject k7f2 reject(k7f2) "say when"
            !no 42 k7f2 say when ⇒ reject #42 reject(k7f2) "say when"
            !no 42 this is wrong ⇒ reject #42 reject(-) "this is wrong"
            !no ⇒ ✗ usage reject
            !no 42, 43 wrong ⇒ ✗ one number for reject
            !no, never ⇒ ✗ no mark "never" for reject
            """
        ).expectReading()
    }

    @Test func `the brake and the looks are strict about what follows`() {
        Table(
            """
            !ask 42 eve so? ⇒ ✗ usage ask
            !ask 42 @eve ⇒ ✗ usage ask
            !ask 42 @ so? ⇒ ✗ usage ask
            !ask @eve so? ⇒ ✗ no number "@eve" for ask
            !ask 42, 43 @eve so? ⇒ ✗ one number for ask
            !answer ⇒ ✗ usage answer
            !answer 42 ⇒ ✗ usage answer
            !answer 42, 43 no ⇒ ✗ one number for answer
            !hold ⇒ ✗ usage hold
            !hold care ⇒ ✗ usage hold
            !hold 42 customer asked ⇒ ✗ usage hold
            !unhold care billing ⇒ ✗ usage unhold
            !unhold 42 ⇒ ✗ usage unhold
            !unhold nowhere ⇒ unhold desk unhold(nowhere)
            !hold #care: fire ⇒ hold desk hold(care) "fire"
            !queue care free mine now ⇒ ✗ usage queue
            !show ⇒ ✗ usage show
            !show k7f2 ⇒ ✗ no number "k7f2" for show
            !find router lights ⇒ look find ‹router› ‹lights›
            !find  "no internet" @mara rout* ⇒ look find ‹no internet› ‹@mara› ‹rout*›
            !find 42 ⇒ look find ‹42›
            !find ⇒ ✗ usage find
            !find ?! ⇒ ✗ unfindable noWords("?!")
            !find a b c d e f g h i ⇒ ✗ unfindable tooMany(limit: 8)
            !board ⇒ look board
            !boa ⇒ look board
            !stats ⇒ look stats today -
            !stats week ⇒ look stats week -
            !stats @Dana Week ⇒ look stats week person("Dana")
            !stats today +billing ⇒ look stats today skill("billing")
            !stats #CARE ⇒ look stats today queue("care")
            !stats nowhere ⇒ look stats today queue("nowhere")
            !stats week today ⇒ look stats week queue("today")
            !stats week care @dana ⇒ ✗ usage stats
            !help clame ⇒ ✗ unknown "clame" near claim
            !help forecast ⇒ ✗ not yet forecast
            """
        ).expectReading()
    }

    @Test func `a case sleeps for a while or until a clock time`() {
        Table(
            """
            !snooze 42 30m ⇒ snooze #42 for 1800s
            !snooze 42 90s ⇒ snooze #42 for 90s
            !snooze 42 3d ⇒ snooze #42 for 259200s
            !snooze 42 1h30m ⇒ snooze #42 for 5400s
            !snooze 42 for 1h 30 min ⇒ snooze #42 for 5400s
            !snooze 42 2 hours ⇒ snooze #42 for 7200s
            !snooze 42 2H ⇒ snooze #42 for 7200s
            !snooze 42 until 09:00 ⇒ snooze #42 until 9:0
            !snooze 42 until 9 ⇒ snooze #42 until 9:0
            !snooze 42 till 9:30pm ⇒ snooze #42 until 21:30
            !snooze 42 until 12 am ⇒ snooze #42 until 0:0
            !snooze 42 at 12pm ⇒ snooze #42 until 12:0
            !snooze 42 17:45 ⇒ snooze #42 until 17:45
            !snooze 42 until 23:59 ⇒ snooze #42 until 23:59
            """
        ).expectReading()
    }

    @Test(arguments: [
        "", "0h", "2", "h", "2x", "-2h", "until 24:00", "until 9:60", "until 9:5", "until 13pm",
        "366d", "999999999d", "until tomorrow", "for 09:00", "until 2h", "2h please", "9:00:00",
    ])
    func `what is no time is asked for`(_ typed: String) {
        #expect(
            grammar.read("!snooze 42 \(typed)", isDirect: false) == .mistake(.usage(.snooze)))
    }
}
