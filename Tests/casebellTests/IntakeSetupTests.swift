import Casework
import Desk
import Rehearsal
import Rota
import Testing

@testable import casebell

/// By what `casebell ingest` decides where no daemon runs.
@Suite struct IntakeSetupTests {
    private static let files = [
        "people.yaml": """
        people:
          - { name: lee, roles: [oncall, supervisor, agent], accounts: { office: lee } }
          - { name: sam, roles: [supervisor, agent], accounts: { office: sam } }
        """,
        "desk.yaml": """
        rooms: { care: { network: office, room: "#care" } }
        queues: [{ name: care, room: care }]
        """,
        "rota.yaml": """
        hours: [{ queues: [care], open: [{ days: mon-fri, hours: "08:00-20:00" }] }]
        rotations:
          - { name: care, queues: [care], layers: [{ name: first, people: [lee], from: 2026-01-05 }] }
        """,
    ]

    /// It is a Saturday.
    @Test func `closed doors count, and who is on call`() throws {
        let folder = try ConfigurationFolder(Self.files)
        let setup = try folder.configuration().intakeSetup(clock: ManualClock())
        let duty = setup.rota.rota.duty(of: "care", at: .halfPastTen)
        #expect(setup.isIntakeOnly)
        #expect(duty.closed != nil)
        #expect(duty.onCall.map(\.people) == [["lee"]])
    }

    @Test func `where messages are kept, what rings is a card`() throws {
        var files = Self.files
        files["casebell.yaml"] =
            ConfigurationFolder.oneNetwork + """
                  - name: matrix
                    matrix:
                      homeserver: https://matrix.example.org
                      user: "@casebell:example.org"
                      token: { env: T }
                """
        let folder = try ConfigurationFolder(files)
        let setup = try folder.configuration().intakeSetup(clock: ManualClock())
        #expect(setup.keepers == ["matrix"])
    }
}
