import Casework
import Phrasebook
import Testing

@Suite struct GrammarTests {
    @Test func `every row of the manual's table is read`() {
        Table(
            """
            !queue ⇒ look queue - all
            !queue care ⇒ look queue care all
            !queue mine ⇒ look queue - mine
            !queue care free ⇒ look queue care free
            !queue WAITING #billing ⇒ look queue Billing waiting
            !queue due ⇒ look queue - due
            !queue elsewhere ⇒ look queue elsewhere all
            !show 42 ⇒ look show #42
            !history 42 ⇒ look history #42
            !why 42 ⇒ look why #42
            !waiting ⇒ look waiting
            !who ⇒ look who
            !help ⇒ look help -
            !help claim ⇒ look help claim
            !help !c ⇒ look help claim
            !help me please ⇒ look help -
            !claim 42 ⇒ claim #42 claim
            !claim next ⇒ claim next claim
            !release 42 43 ⇒ release #42 #43 release
            !assign 42 @lee ⇒ assign #42 assign to lee
            !handover @lee 42 43 ⇒ handover #42 #43 hand to lee
            !handover @lee ⇒ handover mine hand to lee
            !take 42 ⇒ take #42 take
            !reply 42 Hello ⇒ reply #42 public "Hello"
            !dm 42 Hello ⇒ dm #42 direct "Hello"
            !edit 42 Hello you ⇒ edit #42 edit "Hello you"
            !more 42 and on ⇒ more #42 "and on"
            !more 42 ⇒ more #42 ""
            !more and on ⇒ more - "and on"
            !done 42 ⇒ done #42
            !done ⇒ done -
            !split 42 ⇒ split #42
            !split ⇒ split -
            !split 42 please ⇒ ✗ no number "please" for split
            !split 42 43 ⇒ ✗ one number for split
            !split Mara ⇒ ✗ no number "Mara" for split
            !attach 42 https://a.example map ⇒ attach #42 https://a.example "map"
            !attach 42 none ⇒ attach #42 detach
            !drop 42 ⇒ drop #42 drop
            !approve k7f2 ⇒ approve k7f2 approve(k7f2)
            !approve 42 ⇒ approve #42 approve(-)
            !approve 42 k7f2 ⇒ approve #42 approve(k7f2)
            !reject k7f2 too long ⇒ reject k7f2 reject(k7f2) "too long"
            !reject 42 too long ⇒ reject #42 reject(-) "too long"
            !rewrite 42 Hello ⇒ rewrite #42 rewrite "Hello"
            !undo 42 ⇒ undo #42 undo
            !settle 42 sent ⇒ settle #42 sent
            !settle 42 again ⇒ settle #42 again
            !hold wrong prices ⇒ hold desk hold(-) "wrong prices"
            !hold billing wrong prices ⇒ hold desk hold(Billing) "wrong prices"
            !unhold ⇒ unhold desk unhold(-)
            !unhold care ⇒ unhold desk unhold(care)
            !plan ⇒ look plans
            !plan list ⇒ look plans
            !plan test outage ⇒ look trial of outage
            !plan use outage ⇒ plan desk use outage
            !plan use outage for 2h ⇒ plan desk use outage for 7200s
            !plan use outage until 18:00 ⇒ plan desk use outage until 18:0
            !plan end ⇒ plan desk end -
            !plan end outage ⇒ plan desk end outage
            !plan use ⇒ ✗ usage plan
            !plan use outage whenever ⇒ ✗ usage plan
            !plan outage ⇒ ✗ usage plan
            !plan test outage now ⇒ ✗ usage plan
            !note 42 called back ⇒ note #42 note "called back"
            !tag 42 outage ⇒ tag #42 tag "outage"
            !link 42 CRM 1138 ⇒ link #42 link "CRM 1138"
            !merge 43 into 42 ⇒ merge #43 into #42
            !noise 42, 43 and 44 ⇒ noise #42 #43 #44 noise
            !escalate 42 @lee threatens to sue ⇒ escalate #42 to lee "threatens to sue"
            !escalate 42 +billing over 500 ⇒ escalate #42 to +billing "over 500"
            !escalate 42 oncall nobody answers ⇒ escalate #42 to #oncall "nobody answers"
            !escalate 42 Supervisor: look ⇒ escalate #42 to #supervisors "look"
            !escalate 42 #billing wants it ⇒ escalate #42 to #billing "wants it"
            !escalate 42 #43 is the same ⇒ escalate #42 to - "#43 is the same"
            !escalate 42 ⇒ escalate #42 to - ""
            !ask 42 @eve: is that so? ⇒ ask #42 ask @eve "is that so?"
            !ask #42 +Legal may we? ⇒ ask #42 ask +Legal "may we?"
            !answer 42 yes, 20 ⇒ answer #42 answer "yes, 20"
            !answer yes ⇒ answer asked answer "yes"
            !escalate 42 @: threatens to sue ⇒ escalate #42 to - "@: threatens to sue"
            !escalate 42 + more of it ⇒ escalate #42 to - "+ more of it"
            !assign 42 @\u{E0100}lee ⇒ assign #42 assign to \u{E0100}lee
            !snooze 42 2h ⇒ snooze #42 for 7200s
            !snooze 42 until 09:00 ⇒ snooze #42 until 9:0
            !resolve 42 ⇒ resolve #42 resolve -
            !resolve 42 engineer came ⇒ resolve #42 resolve "engineer came"
            !reopen 42 ⇒ reopen #42 reopen
            """
        ).expectReading()
    }

    @Test func `every short form is read`() {
        Table(
            """
            !c 42 ⇒ claim #42 claim
            !r 42 Hello ⇒ reply #42 public "Hello"
            !e 42 Hello ⇒ edit #42 edit "Hello"
            !ok k7f2 ⇒ approve k7f2 approve(k7f2)
            !no k7f2 too long ⇒ reject k7f2 reject(k7f2) "too long"
            !n 42 known ⇒ note #42 note "known"
            !q ⇒ look queue - all
            !s 42 ⇒ look show #42
            !u 42 ⇒ undo #42 undo
            !esc 42 help ⇒ escalate #42 to - "help"
            """
        ).expectReading()
    }

    @Test(arguments: [
        "!", "!!!", "! claim 42", "!42", "!?", "", "   ", "claim 42", "ok", "#42", "c 42",
        "I would !claim 42", ".claim 42", "‼claim 42", "!\u{300}claim 42", "！claim 42",
    ])
    func `what has no sigil and letter in a room is talk`(_ typed: String) {
        #expect(grammar.read(typed, isDirect: false) == .talk)
    }

    @Test(arguments: ["42", "#42", ":)", "!!", "", "\u{1F44D}", "! claim 42"])
    func `what begins with no letter is talk even directly`(_ typed: String) {
        #expect(grammar.read(typed, isDirect: true) == .talk)
    }

    @Test(arguments: [
        "claim 42", "!claim 42", "CLAIM 42", "  Claim\u{A0}42  ", "c #42", "claim case 42",
        "claim: 42", "claim Case #42", "claim\t42", "claim 042", "claim\n42",
    ])
    func `directly the sigil may be left out, and capitals and space do not matter`(
        _ typed: String
    ) {
        #expect(told(grammar.read(typed, isDirect: true)) == "claim #42 claim")
    }

    @Test func `another sigil, even a long one, takes its place`() {
        let other = Grammar(sigil: "cb.")
        #expect(other.read("cb.who", isDirect: false) == .look(.who))
        #expect(other.read("!who", isDirect: false) == .talk)
        #expect(Grammar(sigil: "").read("who", isDirect: false) == .talk)
    }

    @Test func `in a thread the number is left out, and only a hash names another case`() {
        Table(
            """
            !reply 24 hours at most ⇒ reply #42 public "24 hours at most"
            !reply #43 24 hours ⇒ reply #43 public "24 hours"
            !claim ⇒ claim #42 claim
            !claim 42 ⇒ claim #42 claim
            !claim #43 ⇒ claim #43 claim
            !claim 43 ⇒ ✗ hash for #43 of claim
            !ok ⇒ approve #42 approve(-)
            !ok 43 ⇒ ✗ hash for #43 of approve
            !ok k7f2 ⇒ approve k7f2 approve(k7f2)
            !no , 42hw is wrong ⇒ reject #42 reject(-) ", 42hw is wrong"
            !no this is wrong ⇒ reject #42 reject(-) "this is wrong"
            !no k7f2 is wrong ⇒ reject k7f2 reject(k7f2) "is wrong"
            !note #43 is a duplicate ⇒ note #43 note "is a duplicate"
            !note case 43 is a duplicate ⇒ note #42 note "case 43 is a duplicate"
            !snooze 2h ⇒ snooze #42 for 7200s
            !handover @lee ⇒ handover #42 hand to lee
            !assign @lee ⇒ assign #42 assign to lee
            !merge into #43 ⇒ merge #42 into #43
            !show ⇒ look show #42
            !done ⇒ done #42
            !split ⇒ split #42
            !more 24 hours ⇒ more #42 "24 hours"
            """
        ).expectReading(implied: 42)
    }
}
