import Casework

extension CrossChecks {
    /// How pages leave the chat, and whether they reach those who are on call.
    func checkPaging() {
        guard documents.connectionIsKnown else { return }
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
        for (index, person) in configuration.people.enumerated() {
            let path = "people[\(index)].page"
            if person.page.webhook, paging.webhook == nil {
                documents.people?.note(
                    .warning, of: "\(path).webhook", "there is no webhook for pages",
                    "Add paging: { webhook: { url: …, secret: … } } to casebell.yaml.")
            }
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
