import Casework

/// The one list of commands, in the order in which `help` tells them and in which the nearest
/// word to a misspelt one is looked for.
package enum CommandTable {
    package static let rows: [Usage] = looks + holding + answering + reviewing + keeping

    package static func usage(of verb: Verb) -> Usage {
        // Every verb has a row; a test holds the table to it.
        rows.first { $0.verb == verb } ?? looks[0]
    }

    /// Words of the manual that a later version will know.
    package static let notYet: [String] = ["forecast"]

    private static func row(
        _ verb: Verb, _ short: String? = nil, _ shape: String, _ does: String, _ example: String,
        _ group: Usage.Group, _ role: Role? = nil, prefixFrom: Int? = nil
    ) -> Usage {
        Usage(
            verb: verb, short: short, shape: shape, does: does, example: example, group: group,
            role: role, prefixFrom: prefixFrom)
    }

    private static let looks: [Usage] = [
        row(
            .queue, "q", "[queue] [mine|free|waiting|due]", "lists open cases, most urgent first",
            "queue care free", .look, prefixFrom: 2),
        row(
            .show, "s", "N", "shows a case with its whole conversation", "show 42", .look,
            prefixFrom: 2),
        // `hi` is a greeting.
        row(
            .history, nil, "N", "shows what was decided about a case, and by whom", "history 42",
            .look, prefixFrom: 3),
        row(
            .find, nil, "words", "finds cases by what stands in them, the newest first",
            "find router lights", .look, prefixFrom: 3),
        row(
            .why, nil, "N", "says why a case has this priority and this queue", "why 42", .look,
            prefixFrom: 1),
        row(
            .waiting, nil, "", "lists what waits for approval or did not get through", "waiting",
            .look,
            prefixFrom: 1),
        row(
            .who, nil, "", "says who is here and how much they hold", "who", .look,
            prefixFrom: 1),
        row(
            .oncall, nil, "[me [layer] 2h|until 06:00] | undo | test",
            "says who is on call, until when, and who is next; me takes it over from now on, "
                + "test pages you for practice",
            "oncall me 2h", .look, prefixFrom: 3),
        row(
            .rota, nil, "[@person]", "lists the next times that you, or somebody, are on call",
            "rota @lee", .look, prefixFrom: 3),
        row(
            .digest, nil, "[queue]", "lists what came out of hours, and what it still needs",
            "digest", .look, prefixFrom: 3),
        row(
            .board, nil, "", "shows how the desk stands at this moment", "board", .look,
            .supervisor, prefixFrom: 3),
        row(
            .stats, nil, "[today|week] [@person|+skill|queue]",
            "tells what a day or a week brought; agents see their own", "stats week", .look,
            prefixFrom: 3),
        row(
            .help, nil, "[command]", "says what you may do here", "help reply", .look,
            prefixFrom: 1),
    ]

    private static let holding: [Usage] = [
        row(
            .claim, "c", "N… | next", "makes a case yours; next takes the most urgent free one",
            "claim 42", .hold, .agent),
        row(
            .release, nil, "N…", "gives a case back to the queue", "release 42", .hold, .agent),
        row(
            .handover, nil, "@person [N…]",
            "offers your cases to a colleague, who accepts with claim", "handover @lee 42", .hold,
            .agent),
        row(
            .assign, nil, "N @person", "gives a case to somebody", "assign 42 @lee", .hold,
            .supervisor),
        row(
            .take, nil, "N", "takes a case over from whoever holds it", "take 42", .hold,
            .supervisor),
        row(
            .away, nil, "[2h | until 09:00]",
            "says that you are away; after a while your cases are free again", "away 45m", .hold),
        row(.back, nil, "", "says that you are at work again", "back", .hold),
        row(
            .override, nil, "[layer] @person|me from to | @person off",
            "gives somebody a layer of the rota for a time, or takes that back",
            "override @lee fri 18:00 to sat 09:00", .hold, .oncall),
        row(
            .swap, nil, "[layer] @person | ok [@person] | off",
            "offers your next turn on call against theirs; ok agrees, off declines", "swap @lee",
            .hold, .oncall),
    ]

    private static let answering: [Usage] = [
        row(
            .reply, "r", "N text", "drafts an answer, as public as what it answers",
            "reply 42 Sorry to hear that.", .answer, .agent),
        row(
            .dm, nil, "N text", "drafts a direct message to the customer",
            "dm 42 May I have your number?", .answer, .agent),
        row(
            .canned, nil, "[NAME [N [value | value]]]",
            "lists canned texts, shows one, or fills one for a case, which done then takes",
            "canned outage 42", .answer, .agent),
        row(
            .edit, "e", "N text", "puts another text in the draft's place",
            "edit 42 I am sorry to hear that.", .answer, .agent),
        row(
            .attach, nil, "N url words | N none",
            "sends a picture or file along with the draft; the words are for who cannot see it",
            "attach 42 https://status.example/map.png map of the fault", .answer, .agent),
        row(.drop, nil, "N", "withdraws the draft", "drop 42", .answer, .agent),
        row(
            .more, nil, "[N] [text]", "goes on with a text that was cut off",
            "more 42 and we call you", .answer, .agent),
        row(
            .done, nil, "[N]", "submits a text that was cut off, or a canned one that was shown",
            "done 42", .answer, .agent),
        row(
            .split, nil, "[N]",
            "makes a numbered thread of your text that was too long for one post", "split 42",
            .answer, .agent),
        row(
            .undo, "u", "N", "calls an approved reply back before it leaves", "undo 42", .answer,
            .agent),
    ]

    private static let reviewing: [Usage] = [
        row(
            .approve, "ok", "MARK | N [MARK]", "approves a draft exactly as it was shown",
            "ok k7f2", .approve, .supervisor),
        row(
            .reject, "no", "MARK|N reason", "sends a draft back to its author, with the reason",
            "no k7f2 say when the engineer comes", .approve, .supervisor),
        row(
            .rewrite, nil, "N text", "puts your text in the draft's place; another approves it",
            "rewrite 42 We are sorry.", .approve, .supervisor),
        row(
            .settle, nil, "N sent|again", "decides a delivery whose outcome is unknown",
            "settle 42 sent", .approve, .supervisor),
        row(
            .score, nil, "N [@person] criterion=points… [remark]",
            "says how good an answer was, to whoever gave it and nobody else",
            "score 42 tone=4 a warm opening", .approve, .supervisor),
        row(
            .hold, nil, "[queue] reason", "pulls the brake: nothing goes out to customers",
            "hold care wrong prices in replies", .brake, .supervisor),
        row(
            .unhold, nil, "[queue]", "lets go of the brake, and lists what waits", "unhold care",
            .brake, .supervisor),
        row(
            .plan, nil, "[test name | use name [for 2h|until 18:00] | end [name]]",
            "switches how the desk works for a while; alone it lists the plans, test says what one "
                + "would change",
            "plan use outage for 2h", .brake, .supervisor),
    ]

    private static let keeping: [Usage] = [
        row(
            .note, "n", "N text", "adds a note for colleagues", "note 42 line fault known",
            .keep, .agent),
        row(.tag, nil, "N word", "adds a tag", "tag 42 outage", .keep, .agent),
        row(
            .link, nil, "N ref", "says where it goes on: phone, e-mail, CRM number",
            "link 42 CRM-1138", .keep, .agent),
        row(
            .merge, nil, "N into M", "makes one case of two", "merge 43 into 42", .keep, .agent),
        row(
            .vip, nil, "[@handle on|off reason [until 2026-12-24 | for 30d]]",
            "lets a customer go first, or not any more; alone it lists who does",
            "vip @mara on waits for the board for 30d", .keep, .supervisor),
        row(
            .noise, nil, "N…", "takes what is no customer's matter out of the queue", "noise 42",
            .keep, .agent),
        row(
            .escalate, "esc", "N [@person|+skill|oncall|supervisors|#queue] reason",
            "brings somebody in", "escalate 42 @lee threatens to sue", .keep, .agent),
        row(
            .ack, nil, "N… | all",
            "says that you look after what you were paged for; all means everything in your pages",
            "ack 42", .keep, .agent),
        row(
            .ask, nil, "N @person|+skill question",
            "asks one person who knows, whose answer lands in the case",
            "ask 42 +network is there a fault in Leeds?", .keep, .agent),
        row(
            .answer, nil, "[N] text", "answers what you were asked about a case",
            "answer 42 yes, since nine", .keep),
        row(
            .snooze, nil, "N 2h | until 09:00", "puts a case away until then, or until they write",
            "snooze 42 2h", .keep, .agent),
        row(
            .resolve, nil, "N [outcome]", "ends a case", "resolve 42 engineer came", .keep,
            .agent),
        row(.reopen, nil, "N", "opens an ended case again", "reopen 42", .keep, .agent),
    ]
}
