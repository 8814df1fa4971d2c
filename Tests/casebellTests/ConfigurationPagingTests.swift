import Curl
import Rehearsal
import Testing

@testable import casebell

/// What carries pages, as `run` makes it.
@Suite struct ConfigurationPagingTests {
    private func pagers(ca: String) throws -> Int {
        let folder = try ConfigurationFolder([
            "casebell.yaml": ConfigurationFolder.oneNetwork + """
                paging:
                  smtp: { server: mail, from: bell@x.example, tls: { ca: \(ca) } }

                """
        ])
        let configuration = try folder.configuration()
        return try configuration.pagers(
            Resolved(configuration), reactor: CurlReactor(), clock: ManualClock()
        ).count
    }

    @Test func `an authority that is not there stops the start, and is named with its key`()
        throws
    {
        #expect(try pagers(ca: "/dev/null") == 1)
        let failure = #expect(throws: CommandFailure.self) {
            try pagers(ca: "/nowhere/ca.pem")
        }
        #expect(failure?.code == .configuration)
        #expect(
            failure?.description
                == "casebell.yaml: paging.smtp.tls.ca: /nowhere/ca.pem: No such file or directory. "
                + "Paths are relative to the current directory.")
    }
}
