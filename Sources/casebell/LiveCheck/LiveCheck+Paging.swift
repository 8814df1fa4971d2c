import Casework
import Connectors
import Desk
import Phrasebook

extension LiveCheck {
    /// A page for practice on each way that pages leave the chat by, to one person each: an
    /// administrator where there is one, so that nobody is woken who did not ask for it.
    func pageForPractice() async throws -> [Finding] {
        let clock = SystemDeskClock()
        let pagers = try configuration.pagers(secrets, reactor: reactor, clock: clock)
        var found: [Finding] = []
        for pager in pagers {
            let key = pager.channel == .email ? "paging.smtp" : "paging.webhook"
            guard let person = configuration.practised(by: pager.channel) else {
                found.append(
                    .live(
                        .warning, key, "nobody's pages go this way, and it was not tried",
                        "Add page: to somebody in people.yaml."))
                continue
            }
            let now = clock.now()
            let page = Page(
                key: DeliveryID("check-\(now.milliseconds)-\(pager.channel.rawValue)"),
                person: person.name, channel: pager.channel, cases: [], chain: "check", step: 0,
                isTest: true, createdAt: now)
            let words = Wording(
                sigil: configuration.desk.sigil,
                clock: WallClock(timezone: configuration.connection.timezone).localTime, now: now
            ).mail(for: page, hasLink: false)
            let outcome = await pager.page(
                PageRequest(
                    page: page, address: person.page.email, subject: words.subject,
                    lines: words.lines, link: nil))
            found.append(outcome.finding(key, of: person.name, by: pager.channel))
        }
        return found
    }
}

extension Configuration {
    fileprivate func practised(by channel: PageChannel) -> PersonEntry? {
        let reached = people.filter { person in
            switch channel {
            case .email: person.page.email != nil
            case .webhook: person.page.webhook
            case .direct: false
            }
        }
        return reached.first { $0.person.may(.admin, in: nil) } ?? reached.first
    }
}

extension PageOutcome {
    /// What became of a page for practice, also where all is well: somebody was paged.
    func finding(_ key: String, of person: PersonID, by channel: PageChannel) -> Finding {
        let failed = "the page for practice to \"\(person)\""
        return switch self {
        case .sent:
            .live(
                .note, key,
                "\"\(person)\" was paged for practice "
                    + (channel == .email
                        ? "by mail, and the server took it"
                        : "by the webhook, and the receiver took it"),
                "Ask \(person) whether it arrived.")
        case .retry(_, let reason):
            .live(
                .error, key, "\(failed) was not taken: \(reason)",
                "The daemon would try again for a quarter of an hour.")
        case .refused(let reason):
            .live(
                .error, key, "\(failed) was refused: \(reason)",
                "Nobody is paged this way before that is mended.")
        case .gone:
            .live(
                .error, key, "\(failed) was refused: \(ReplyOutcome.goneReason)",
                "Nobody is paged this way before that is mended.")
        case .unknown(let reason):
            .live(
                .error, key, "\(failed) may or may not have been taken: \(reason)",
                "Ask \(person); the daemon would try again.")
        }
    }
}
