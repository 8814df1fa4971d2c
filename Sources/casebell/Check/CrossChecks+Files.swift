import Casework
import Glibc

extension CrossChecks {
    /// The files that secrets and certificates are in: there, and not for everybody.
    func checkFiles() {
        for secret in configuration.secrets {
            guard case .file(let path) = secret.source else { continue }
            checkFile(
                path, isSecret: true,
                in: documents.all.first { $0.file == secret.file },
                key: secret.key)
        }
        if let authorities = configuration.connection.paging?.smtp?.tls.authorities {
            checkFile(
                authorities, isSecret: false, in: documents.connection, key: "paging.smtp.tls.ca")
        }
        for (index, network) in configuration.connection.networks.enumerated() {
            let path = "networks[\(index)]"
            switch network.kind {
            case .irc(let irc): checkFiles(of: irc.tls, at: "\(path).irc.tls")
            case .matrix(let matrix): checkFiles(of: matrix.tls, at: "\(path).matrix.tls")
            case .console: break
            }
        }
    }

    private func checkFiles(of tls: TLSSection, at key: String) {
        let files = [
            ("ca", tls.authorities, false), ("certificate", tls.certificate, false),
            ("key", tls.key, true),
        ]
        for (name, path, isSecret) in files {
            guard let path else { continue }
            checkFile(path, isSecret: isSecret, in: documents.connection, key: "\(key).\(name)")
        }
    }

    private func checkFile(_ path: String, isSecret: Bool, in document: YAMLDocument?, key: String)
    {
        var status = stat()
        guard stat(path, &status) == 0 else {
            // It may be there where the daemon runs; `run` insists.
            document?.note(
                .warning, of: key, "\(printable(path)): \(systemReason(errno))",
                ServiceCredential.isOne(path)
                    ? "systemd puts it there while the service runs, by LoadCredential= in its unit."
                    : "Paths are relative to the current directory.")
            return
        }
        guard status.st_mode & S_IFMT != S_IFDIR else {
            document?.note(
                .error, of: key, "\(printable(path)) is a directory", "Name the file itself.")
            return
        }
        if isSecret, status.st_mode & ServiceCredential.bitsOfOthers(path) != 0 {
            document?.note(
                .warning, of: key, "\(printable(path)) can be read by others on this machine",
                "chmod 600 \(printable(path))")
        }
    }
}

/// A secret that systemd hands to a service (`LoadCredential=`), in a directory that only the
/// service may enter.
enum ServiceCredential {
    static func isOne(_ path: String) -> Bool { path.hasPrefix("/run/credentials/") }

    /// The bits of a secret's mode that let others read it. Since version 254 systemd gives the file
    /// to a service's user by an access list, and the group's bits are what that permits at most: no
    /// group has them.
    static func bitsOfOthers(_ path: String) -> mode_t { isOne(path) ? 0o007 : 0o077 }
}
