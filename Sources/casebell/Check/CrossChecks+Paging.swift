import Casework

extension CrossChecks {
    /// How pages leave the chat, and whether they reach those who are on call.
    func checkPaging() {
        guard documents.connection.root != nil, documents.connection.knows("paging") else { return }
        let paging = configuration.connection.paging
        if paging?.link != nil, configuration.connection.http == nil {
            documents.connection.note(
                .warning, of: "paging.link", "nothing listens for these links",
                "Add http: { listen: 127.0.0.1:8642 }.")
        }
        checkReach(by: paging ?? PagingSection(), onCall: onCall)
    }

    private func checkReach(by paging: PagingSection, onCall: [PersonID]) {
        let leavesChat = paging.smtp != nil || paging.webhook != nil
        if paging.webhook == nil, documents.connection.knows("webhook", in: "paging") {
            checkLost("webhook", what: "webhook for pages", "webhook: { url: …, secret: … }") {
                $0.webhook
            }
        }
        if paging.smtp == nil, documents.connection.knows("smtp", in: "paging") {
            // A calendar may know people by the same address.
            let otherWay =
                configuration.calendarFeeds.isEmpty
                ? "" : "; for the calendar alone write the address under names: there"
            checkLost(
                "email", what: "mail server for pages", "smtp: { server: …, from: … }", otherWay
            ) { $0.email != nil }
        }
        for (index, person) in configuration.people.enumerated() {
            let path = "people[\(index)].page"
            let isReached =
                (person.page.email != nil && paging.smtp != nil)
                || (person.page.webhook && paging.webhook != nil)
            guard leavesChat, !isReached, onCall.contains(person.name) else { continue }
            documents.people?.note(
                .warning, of: path,
                "\"\(person.name)\" is on call and is paged in the chat alone",
                paging.smtp != nil
                    ? "Add page: { email: \(printable(person.name.rawValue))@example.org }."
                    : "Add page: { webhook: true }.")
        }
    }

    /// Pages that go nowhere, told of the first person whose they are.
    private func checkLost(
        _ key: String, what: String, _ example: String, _ otherWay: String = "",
        _ isWanted: (PageSection) -> Bool
    ) {
        let wanted = configuration.people.indices.filter { isWanted(configuration.people[$0].page) }
        guard let first = wanted.first else { return }
        let others =
            switch wanted.count {
            case 1: ""
            case 2: ", and one more person has this"
            default: ", and \(wanted.count - 1) more people have this"
            }
        documents.people?.note(
            .warning, of: "people[\(first)].page.\(key)", "there is no \(what)\(others)",
            "Add paging: { \(example) } to casebell.yaml\(otherWay).")
    }

    /// Whoever the rota names.
    private var onCall: [PersonID] {
        configuration.rota.rotations.flatMap { rotation in
            rotation.overrides.map(\.person)
                + rotation.layers.flatMap(\.parts).flatMap { part in
                    part.people + (part.calendar?.names.map(\.person) ?? [])
                }
        }
    }
}
