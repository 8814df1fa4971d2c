extension OpenAPI {
    static let schemas = #"""
          schemas:
            Name: { type: string, minLength: 1, maxLength: 256, pattern: "^[^\\x00-\\x1f\\x7f]+$" }
            Address: { type: string, minLength: 1, maxLength: 2048, pattern: "^[^\\x00-\\x1f\\x7f]+$" }
            Time:
              type: string
              format: date-time
              description: RFC 3339, any offset; answers are in UTC with milliseconds.
            Phase:
              enum: [new, claimed, drafted, approved, answered, snoozed, resolved, noise]
            Visibility: { enum: [public, followers, direct] }
            Author:
              type: object
              required: [handle]
              properties:
                handle: { $ref: "#/components/schemas/Name" }
                name: { type: [string, "null"], maxLength: 256 }
                followers: { type: [integer, "null"], minimum: 0, maximum: 9007199254740991 }
                vip:
                  type: [boolean, "null"]
                  description: Counts only from trusted callers.
                bot:
                  type: [boolean, "null"]
                  description: A program wrote it; nothing is sent to it of the desk's own accord.
            Attachment:
              type: object
              required: [type, url]
              properties:
                type: { type: string, minLength: 1, maxLength: 64, pattern: "^[^\\x00-\\x1f\\x7f]+$" }
                url: { $ref: "#/components/schemas/Address" }
                alt: { type: [string, "null"], maxLength: 5000 }
            Mention:
              type: object
              description: >-
                `source` and `id` are its identity. Seen again with a later `edited_at` and another
                text, or with `deleted_at`, it is a change; else a duplicate. Unknown fields are
                ignored.
              required: [source, id, text, author]
              properties:
                source: { type: string, pattern: "^[A-Za-z0-9._-]{1,64}$" }
                id: { $ref: "#/components/schemas/Name" }
                text: { type: string, maxLength: 50000 }
                posted_at:
                  description: The time of receipt where it is missing.
                  anyOf: [{ $ref: "#/components/schemas/Time" }, { type: "null" }]
                author: { $ref: "#/components/schemas/Author" }
                url: { anyOf: [{ $ref: "#/components/schemas/Address" }, { type: "null" }] }
                conversation: { anyOf: [{ $ref: "#/components/schemas/Name" }, { type: "null" }] }
                in_reply_to: { anyOf: [{ $ref: "#/components/schemas/Name" }, { type: "null" }] }
                language:
                  type: [string, "null"]
                  minLength: 1
                  maxLength: 35
                  pattern: "^[^\\x00-\\x1f\\x7f]+$"
                visibility: { anyOf: [{ $ref: "#/components/schemas/Visibility" }, { type: "null" }] }
                attachments:
                  type: [array, "null"]
                  maxItems: 32
                  items: { $ref: "#/components/schemas/Attachment" }
                edited_at: { anyOf: [{ $ref: "#/components/schemas/Time" }, { type: "null" }] }
                deleted_at: { anyOf: [{ $ref: "#/components/schemas/Time" }, { type: "null" }] }
            CloudEvent:
              type: object
              required: [specversion, id, source, type, data]
              properties:
                specversion: { const: "1.0" }
                id: { $ref: "#/components/schemas/Attribute" }
                source: { $ref: "#/components/schemas/Reference" }
                type: { $ref: "#/components/schemas/Attribute" }
                subject: { anyOf: [{ $ref: "#/components/schemas/Attribute" }, { type: "null" }] }
                time:
                  description: Stands in for a missing `posted_at`.
                  anyOf: [{ $ref: "#/components/schemas/Time" }, { type: "null" }]
                datacontenttype:
                  type: [string, "null"]
                  maxLength: 2048
                  pattern: "^[A-Za-z0-9!#$%&'*+.^_`|~-]+/[A-Za-z0-9!#$%&'*+.^_`|~-]+(;[^\\x00-\\x1f\\x7f-\\x9f]*)?$"
                dataschema:
                  description: An absolute URI.
                  anyOf: [{ $ref: "#/components/schemas/Reference", pattern: "^[A-Za-z][^:]*:" }, { type: "null" }]
                data: { $ref: "#/components/schemas/Mention" }
                data_base64: { type: "null", description: The mention stands in `data` alone. }
              propertyNames: { pattern: "^([a-z0-9]{1,100}|data_base64)$" }
              maxProperties: 74
              additionalProperties:
                type: [string, boolean, integer, "null"]
                maxLength: 2048
                pattern: "^[^\\x00-\\x1f\\x7f-\\x9f]*$"
                minimum: -2147483648
                maximum: 2147483647
            Attribute:
              type: string
              minLength: 1
              maxLength: 2048
              pattern: "^[^\\x00-\\x1f\\x7f-\\x9f]+$"
            Reference:
              type: string
              description: A URI reference; letters beyond ASCII are let through as they are.
              minLength: 1
              maxLength: 2048
              pattern: "^[^\\s<>\"{}|\\\\^`\\x00-\\x1f\\x7f-\\x9f]+$"
            Accepted:
              type: object
              required: [accepted]
              properties:
                accepted:
                  type: array
                  items:
                    type: object
                    required: [source, id, case, duplicate]
                    properties:
                      source: { type: string }
                      id: { type: string }
                      case: { type: integer, minimum: 1 }
                      duplicate: { type: boolean }
            Case:
              type: object
              required:
                [case, phase, queue, priority, points, holder, opened_at, first_response_due_at,
                 first_response_at, customer, tags, links, escalation, mentions, drafts]
              properties:
                case: { type: integer, minimum: 1 }
                phase: { $ref: "#/components/schemas/Phase" }
                queue: { type: string }
                priority: { enum: [P1, P2, P3] }
                points: { type: integer }
                reasons:
                  type: array
                  items:
                    type: object
                    properties:
                      points: { type: integer }
                      because: { type: string }
                      words:
                        description: Of a rule that asks for the mood, what made it so.
                        type: array
                        items: { type: string }
                holder: { type: [string, "null"] }
                held_since: { type: [string, "null"] }
                offered_to: { type: [string, "null"] }
                opened_at: { $ref: "#/components/schemas/Time" }
                first_response_due_at: { type: [string, "null"] }
                first_response_at: { type: [string, "null"] }
                next_response_due_at:
                  description: Once answered, by when the customer is to be answered again.
                  type: [string, "null"]
                snoozed_until: { type: [string, "null"] }
                resolved_at: { type: [string, "null"] }
                customer: { $ref: "#/components/schemas/Author" }
                conversation: { type: [string, "null"] }
                tags: { type: array, items: { type: string } }
                links: { type: array, items: { type: string } }
                outcome: { type: [string, "null"] }
                merged_into: { type: [integer, "null"] }
                thanks: { type: integer }
                escalation:
                  type: [object, "null"]
                  properties:
                    to: { type: [string, "null"] }
                    reason: { type: string }
                    by: { type: string }
                    at: { $ref: "#/components/schemas/Time" }
                questions:
                  description: What people were asked about it; their answers stand in its events.
                  type: array
                  items: { $ref: "#/components/schemas/Question" }
                mentions: { type: array, items: { $ref: "#/components/schemas/Mention" } }
                drafts: { type: array, items: { $ref: "#/components/schemas/Draft" } }
                acknowledgements:
                  description: What the customer was told of the desk's own accord while nobody answered.
                  type: array
                  items: { $ref: "#/components/schemas/Acknowledgement" }
            Acknowledgement:
              type: object
              required: [text, canned, in_reply_to, visibility, period, opens_at, state, decided_at]
              properties:
                text: { type: string }
                canned: { type: string }
                in_reply_to: { type: string }
                visibility: { $ref: "#/components/schemas/Visibility" }
                period:
                  type: string
                  description: The time of closed doors; a customer is told once in each.
                opens_at: { $ref: "#/components/schemas/Time" }
                state: { enum: [due, sending, sent, failed, unknown, withdrawn] }
                decided_at: { $ref: "#/components/schemas/Time" }
                ended_at: { type: [string, "null"] }
                reference: { type: [string, "null"] }
                remark: { type: [string, "null"] }
            Question:
              type: object
              required: [number, expert, by, text, asked_at]
              properties:
                number: { type: integer, minimum: 1 }
                expert: { type: string }
                by: { type: string }
                text: { type: string }
                asked_at: { $ref: "#/components/schemas/Time" }
                answered_at: { type: [string, "null"] }
                lapsed_at:
                  description: When the case ended before there was an answer.
                  type: [string, "null"]
            Draft:
              type: object
              required:
                [revision, mark, author, text, visibility, in_reply_to, state, approver]
              properties:
                revision: { type: integer, minimum: 1 }
                mark: { type: string }
                author: { type: string }
                text: { type: string }
                visibility: { $ref: "#/components/schemas/Visibility" }
                attachments:
                  type: array
                  maxItems: 4
                  items: { $ref: "#/components/schemas/Attachment" }
                thread:
                  description: Its place in a numbered thread, if one post was not enough.
                  anyOf: [{ type: "null" }, { $ref: "#/components/schemas/ThreadPart" }]
                in_reply_to: { type: string }
                state:
                  enum: [waiting, held, approved, sending, sent, rejected, voided, failed, unknown]
                written_at: { $ref: "#/components/schemas/Time" }
                approval_reasons: { type: array, items: { type: string } }
                canned:
                  type: [string, "null"]
                  description: The canned text that it was made from.
                canned_words:
                  enum: [as_written, filled, edited, null]
                listed_on:
                  type: [string, "null"]
                  description: The mark of another case's draft that says the same, on whose card it is.
                approver: { type: [string, "null"] }
                alone:
                  enum: [canned, reviewed_after, null]
                  description: It needed other eyes and left without, by this rule of the policy.
                out_of_hours:
                  enum: [always, flagged, never, canned, null]
                  description: By day somebody else would have approved it; by this rule of the night nobody had to.
                approved_at: { type: [string, "null"] }
                held_at: { type: [string, "null"] }
                reference: { type: [string, "null"] }
                remark: { type: [string, "null"] }
            ThreadPart:
              type: object
              required: [number, of, after, rest]
              properties:
                number: { type: integer, minimum: 1 }
                of: { type: integer, minimum: 1, maximum: 25 }
                after:
                  type: [string, "null"]
                  description: The mark of the post before it, which was sent.
                rest:
                  type: array
                  maxItems: 24
                  items: { type: string }
                  description: What the posts behind it say.
            Event:
              type: object
              required: [seq, case, at, type, by, via, data, hash]
              properties:
                seq: { type: integer, minimum: 1 }
                case: { type: [integer, "null"] }
                at: { $ref: "#/components/schemas/Time" }
                type: { type: string }
                by: { type: [string, "null"] }
                via: { type: [string, "null"] }
                data:
                  type: [object, "null"]
                  description: Null once the customer was erased.
                hash: { type: string, description: The chain up to here, in lower-case hex. }
            Alive:
              type: object
              required: [status]
              properties: { status: { const: alive } }
            Ready:
              type: object
              required: [status, links]
              properties:
                status: { const: ready }
                links:
                  type: array
                  items:
                    type: object
                    required: [network, up]
                    properties: { network: { type: string }, up: { type: boolean } }
            Problem:
              type: object
              required: [status, title, detail]
              properties:
                status: { type: integer }
                title: { type: string }
                detail: { type: string }
                errors:
                  type: array
                  items:
                    type: object
                    required: [pointer, detail]
                    properties:
                      pointer:
                        type: string
                        description: >-
                          A JSON pointer into the body; of a query parameter, its name after a slash.
                      detail: { type: string }

        """#
}
