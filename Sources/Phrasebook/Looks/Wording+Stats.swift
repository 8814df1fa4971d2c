package import Casework

extension Wording {
    /// Characters of a reason, and reasons, that are told.
    static let reasonMax = 60
    static let reasonsMax = 10

    /// Too many wait for figures already.
    package func statsBusy() -> [Line] {
        [answer("others are waiting for their figures. Ask again in a moment.")]
    }

    package func stats(_ report: StatsReport) -> [Line] {
        let figures = report.figures
        guard !figures.isEmpty else {
            return [answer("\(head(report)): nothing happened, \(open(report)).")]
        }
        var lines = [answer("\(head(report)):"), line("\(volume(report))")]
        lines += [
            response("first response", figures.first, level(report)),
            response("next response", figures.next, inTime(figures.next)), work(figures),
            ends(figures), review(figures), scores(figures),
        ].compactMap { $0.map(line) }
        let busy = report.people.filter { !$0.figures.isEmpty }
        lines += busy.map { line("\(name($0.id)) · \(personal($0.figures))") }
        return lines
    }

    /// `care, today since 00:00 (10h 30m ago)`.
    private func head(_ report: StatsReport) -> Phrase {
        let whose: Phrase =
            switch report.subject {
            case .desk: "the desk"
            case .queue(let queue): "\(queue.rawValue)"
            case .person(let person): "\(name(person))"
            case .skill(let skill): "+\(outside(skill, upTo: 60))"
            }
        let period =
            switch report.period {
            case .today: "today"
            case .week: "seven days"
            }
        return "\(whose), \(period) since \(moment(report.since))"
    }

    private func open(_ report: StatsReport) -> String {
        report.isPersonal ? "held now \(report.open)" : "waiting now \(report.open)"
    }

    private func volume(_ report: StatsReport) -> String {
        let figures = report.figures
        var facts: [String] = []
        if report.isPersonal {
            facts.append("assigned \(figures.assigned)")
        } else {
            let noise = figures.noise > 0 ? " (noise \(figures.noise))" : ""
            facts.append("offered \(figures.offered)\(noise)")
        }
        facts.append("handled \(figures.handled)")
        facts.append("answered \(figures.first.waits.count)")
        facts.append("replies sent \(figures.replies)")
        if figures.acknowledged > 0 { facts.append("acknowledged \(figures.acknowledged)") }
        facts.append(open(report))
        return facts.joined(separator: " · ")
    }

    private func response(_ what: String, _ figures: ResponseFigures, _ level: String?) -> Phrase? {
        let parts = [spread(figures.waits), level].compactMap(\.self)
        return parts.isEmpty ? nil : "\(what): \(parts.joined(separator: " · "))"
    }

    /// Of the offered cases where they are known, else of one's own replies.
    private func level(_ report: StatsReport) -> String? {
        guard !report.isPersonal else { return inTime(report.figures.first) }
        let figures = report.figures
        guard let share = share(figures.serviceLevel) else { return nil }
        let still = figures.stillOpen > 0 ? ", \(figures.stillOpen) not due yet" : ""
        let goal = report.goal.flatMap(\.percent).map { ", goal \($0)%" } ?? ""
        return "service level \(share.dropLast()) in time\(still))\(goal)"
    }

    private func inTime(_ figures: ResponseFigures) -> String? {
        share(figures.inTime).map { "in time \($0)" }
    }

    private func work(_ figures: Figures) -> Phrase? {
        var facts: [String] = []
        if let handling = figures.handling.average {
            facts.append("handling \(Wording.measured(handling)) on average")
        }
        if let resolving = figures.resolving.percentile(50) {
            facts.append("to resolve \(Wording.measured(resolving)) in the median")
        }
        return facts.isEmpty ? nil : "\(facts.joined(separator: " · "))"
    }

    private func ends(_ figures: Figures) -> Phrase? {
        var facts: [String] = []
        if figures.reopened > 0 || figures.handled > 0 {
            facts.append(
                share(figures.reopenRate).map { "reopened \($0)" }
                    ?? "reopened \(figures.reopened)")
        }
        if let gratitude = share(figures.gratitude) { facts.append("gratitude index \(gratitude)") }
        if let change = figures.moodChange {
            let cases = Wording.count(figures.moods.count, "case")
            facts.append("sentiment \(Wording.signed(change)) from first to last post (\(cases))")
        }
        return facts.isEmpty ? nil : "\(facts.joined(separator: " · "))"
    }

    private func review(_ figures: Figures) -> Phrase? {
        var facts: [Phrase] = []
        if let spread = spread(figures.approvals) { facts.append("approval: \(spread)") }
        let total = figures.rejections.reduce(0) { $0 + $1.count }
        if total > 0 {
            let reasons = figures.rejections.prefix(Wording.reasonsMax).map { rejection -> Phrase in
                "\(saying(rejection.reason, upTo: Wording.reasonMax)) \(rejection.count)"
            }
            facts.append("sent back \(total): \(reasons.joined(", "))")
        }
        return facts.isEmpty ? nil : facts.joined(" · ")
    }

    /// `answers judged: tone 4.2 of 5 (3), facts 5.0 of 5 (3)`.
    private func scores(_ figures: Figures) -> Phrase? {
        guard !figures.scores.isEmpty else { return nil }
        return "answers judged: \(figures.scores.map { average($0) }.joined(", "))"
    }

    /// Hundredths: `+0.35`, `-0.07`.
    static func signed(_ hundredths: Int) -> String {
        let size = abs(hundredths)
        let rest = size % 100 < 10 ? "0\(size % 100)" : "\(size % 100)"
        return "\(hundredths < 0 ? "-" : "+")\(size / 100).\(rest)"
    }

    private func personal(_ figures: Figures) -> String {
        var facts = ["assigned \(figures.assigned)", "answered \(figures.replies)"]
        if figures.handled > 0 { facts.append("handled \(figures.handled)") }
        if let first = figures.first.waits.percentile(50) {
            facts.append("first response \(Wording.measured(first))")
        }
        if let handling = figures.handling.average {
            facts.append("handling \(Wording.measured(handling))")
        }
        let sentBack = figures.rejections.reduce(0) { $0 + $1.count }
        if sentBack > 0 { facts.append("sent back \(sentBack)") }
        return facts.joined(separator: " · ")
    }

    /// `median 6m 42s, 90% within 25m`.
    private func spread(_ lapses: [Lapse]) -> String? {
        guard let median = lapses.percentile(50), let most = lapses.percentile(90) else {
            return nil
        }
        return "median \(Wording.measured(median)), 90% within \(Wording.measured(most))"
    }

    /// `83% (100 of 120)`.
    private func share(_ share: Share) -> String? {
        share.percent.map { "\($0)% (\(share.part) of \(share.whole))" }
    }
}
