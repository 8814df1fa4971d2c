package import Casework

/// The figures of a period, and whose they are.
package struct StatsReport: Hashable, Sendable {
    package var period: StatsPeriod
    /// When the period began.
    package var since: Instant
    package var subject: Subject
    package var figures: Figures
    /// Cases that wait for a reply now; of people, that they hold.
    package var open: Int
    /// Of how many customers the first reply is to be in time; nothing where the queues differ, or
    /// where the figures are people's.
    package var goal: Share?
    /// What each person got and answered; nothing where the figures are one person's.
    package var people: [Person]

    package enum Subject: Hashable, Sendable {
        case desk
        case queue(QueueName)
        case person(PersonID)
        case skill(String)
    }

    package struct Person: Hashable, Sendable {
        package var id: PersonID
        package var figures: Figures
        package init(id: PersonID, figures: Figures) {
            self.id = id
            self.figures = figures
        }
    }

    package init(
        period: StatsPeriod, since: Instant, subject: Subject, figures: Figures, open: Int,
        people: [Person] = []
    ) {
        self.period = period
        self.since = since
        self.subject = subject
        self.figures = figures
        self.open = open
        self.people = people
    }

    package var isPersonal: Bool {
        switch subject {
        case .desk, .queue: false
        case .person, .skill: true
        }
    }
}
