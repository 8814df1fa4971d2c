// swift-format-ignore-file: LineLength

/// Examples of the Matrix specification (github.com/matrix-org/matrix-spec, commit d0ba2aa,
/// `data/event-schemas/examples` and `data/api/client-server`), as JSON with their references
/// resolved. Copyright The Matrix.org Foundation C.I.C., Apache License 2.0.
enum ExampleEvents {
    /// Events as a client gets them, by the names of their files.
    static let all: [(name: String, json: String)] = [
        (
            "m.direct",
            #"""
            {
             "content": {
              "key": "value",
              "@bob:example.com": [
               "!abcdefgh:example.com",
               "!hgfedcba:example.com"
              ]
             },
             "type": "m.direct"
            }
            """#
        ),
        (
            "m.policy.rule.room",
            #"""
            {
             "content": {
              "key": "value",
              "entity": "#*:example.org",
              "recommendation": "m.ban",
              "reason": "undesirable content"
             },
             "type": "m.policy.rule.room",
             "event_id": "$143273582443PhrSn:example.org",
             "room_id": "!jEsUZKDJdhlrceRyVU:example.org",
             "sender": "@example:example.org",
             "origin_server_ts": 1432735824653,
             "unsigned": {
              "age": 1234,
              "membership": "join"
             },
             "state_key": "rule:#*:example.org"
            }
            """#
        ),
        (
            "m.policy.rule.server",
            #"""
            {
             "content": {
              "key": "value",
              "entity": "*.example.org",
              "recommendation": "m.ban",
              "reason": "undesirable engagement"
             },
             "type": "m.policy.rule.server",
             "event_id": "$143273582443PhrSn:example.org",
             "room_id": "!jEsUZKDJdhlrceRyVU:example.org",
             "sender": "@example:example.org",
             "origin_server_ts": 1432735824653,
             "unsigned": {
              "age": 1234,
              "membership": "join"
             },
             "state_key": "rule:*.example.org"
            }
            """#
        ),
        (
            "m.policy.rule.user",
            #"""
            {
             "content": {
              "key": "value",
              "entity": "@alice*:example.org",
              "recommendation": "m.ban",
              "reason": "undesirable behaviour"
             },
             "type": "m.policy.rule.user",
             "event_id": "$143273582443PhrSn:example.org",
             "room_id": "!jEsUZKDJdhlrceRyVU:example.org",
             "sender": "@example:example.org",
             "origin_server_ts": 1432735824653,
             "unsigned": {
              "age": 1234,
              "membership": "join"
             },
             "state_key": "rule:@alice*:example.org"
            }
            """#
        ),
        (
            "m.presence",
            #"""
            {
             "content": {
              "key": "value",
              "avatar_url": "mxc://localhost/wefuiwegh8742w",
              "last_active_ago": 2478593,
              "presence": "online",
              "currently_active": false,
              "status_msg": "Making cupcakes"
             },
             "type": "m.presence",
             "sender": "@example:localhost"
            }
            """#
        ),
        (
            "m.reaction",
            #"""
            {
             "content": {
              "key": "value",
              "m.relates_to": {
               "rel_type": "m.annotation",
               "event_id": "$some_event_id",
               "key": "👍"
              }
             },
             "type": "m.reaction",
             "event_id": "$143273582443PhrSn:example.org",
             "room_id": "!jEsUZKDJdhlrceRyVU:example.org",
             "sender": "@example:example.org",
             "origin_server_ts": 1432735824653,
             "unsigned": {
              "age": 1234,
              "membership": "join"
             }
            }
            """#
        ),
        (
            "m.receipt",
            #"""
            {
             "content": {
              "key": "value",
              "$1435641916114394fHBLK:matrix.org": {
               "m.read": {
                "@erikj:jki.re": {
                 "ts": 1436451550453
                }
               },
               "m.read.private": {
                "@self:example.org": {
                 "ts": 1661384801651
                }
               }
              }
             },
             "type": "m.receipt"
            }
            """#
        ),
        (
            "m.room.avatar",
            #"""
            {
             "content": {
              "key": "value",
              "info": {
               "h": 398,
               "w": 394,
               "mimetype": "image/jpeg",
               "size": 31037
              },
              "url": "mxc://example.org/JWEIFJgwEIhweiWJE"
             },
             "type": "m.room.avatar",
             "event_id": "$143273582443PhrSn:example.org",
             "room_id": "!jEsUZKDJdhlrceRyVU:example.org",
             "sender": "@example:example.org",
             "origin_server_ts": 1432735824653,
             "unsigned": {
              "age": 1234,
              "membership": "join"
             },
             "state_key": ""
            }
            """#
        ),
        (
            "m.room.canonical_alias",
            #"""
            {
             "content": {
              "key": "value",
              "alias": "#somewhere:localhost",
              "alt_aliases": [
               "#somewhere:example.org",
               "#myroom:example.com"
              ]
             },
             "type": "m.room.canonical_alias",
             "event_id": "$143273582443PhrSn:example.org",
             "room_id": "!jEsUZKDJdhlrceRyVU:example.org",
             "sender": "@example:example.org",
             "origin_server_ts": 1432735824653,
             "unsigned": {
              "age": 1234,
              "membership": "join"
             },
             "state_key": ""
            }
            """#
        ),
        (
            "m.room.create",
            #"""
            {
             "content": {
              "key": "value",
              "room_version": "11",
              "m.federate": true,
              "predecessor": {
               "event_id": "$something:example.org",
               "room_id": "!oldroom:example.org"
              }
             },
             "type": "m.room.create",
             "event_id": "$143273582443PhrSn:example.org",
             "room_id": "!jEsUZKDJdhlrceRyVU:example.org",
             "sender": "@example:example.org",
             "origin_server_ts": 1432735824653,
             "unsigned": {
              "age": 1234,
              "membership": "join"
             },
             "state_key": ""
            }
            """#
        ),
        (
            "m.room.encrypted$megolm",
            #"""
            {
             "content": {
              "key": "value",
              "algorithm": "m.megolm.v1.aes-sha2",
              "ciphertext": "AwgAEnACgAkLmt6qF84IK++J7UDH2Za1YVchHyprqTqsg...",
              "device_id": "RJYKSTBOIE",
              "sender_key": "IlRMeOPX2e0MurIyfWEucYBRVOEEUMrOHqn/8mLqMjA",
              "session_id": "X3lUlvLELLYxeTx4yOVu6UDpasGEVO0Jbu+QFnm0cKQ"
             },
             "type": "m.room.encrypted",
             "event_id": "$143273582443PhrSn:example.org",
             "room_id": "!jEsUZKDJdhlrceRyVU:example.org",
             "sender": "@example:example.org",
             "origin_server_ts": 1432735824653,
             "unsigned": {
              "age": 1234,
              "membership": "join"
             }
            }
            """#
        ),
        (
            "m.room.encrypted$olm",
            #"""
            {
             "content": {
              "key": "value",
              "algorithm": "m.olm.v1.curve25519-aes-sha2",
              "sender_key": "Szl29ksW/L8yZGWAX+8dY1XyFi+i5wm+DRhTGkbMiwU",
              "ciphertext": {
               "7qZcfnBmbEGzxxaWfBjElJuvn7BZx+lSz/SvFrDF/z8": {
                "type": 0,
                "body": "AwogGJJzMhf/S3GQFXAOrCZ3iKyGU5ZScVtjI0KypTYrW..."
               }
              }
             },
             "type": "m.room.encrypted",
             "event_id": "$143273582443PhrSn:example.org",
             "room_id": "!jEsUZKDJdhlrceRyVU:example.org",
             "sender": "@example:example.org",
             "origin_server_ts": 1432735824653,
             "unsigned": {
              "age": 1234,
              "membership": "join"
             }
            }
            """#
        ),
        (
            "m.room.encryption",
            #"""
            {
             "content": {
              "key": "value",
              "algorithm": "m.megolm.v1.aes-sha2",
              "rotation_period_ms": 604800000,
              "rotation_period_msgs": 100
             },
             "type": "m.room.encryption",
             "event_id": "$143273582443PhrSn:example.org",
             "room_id": "!jEsUZKDJdhlrceRyVU:example.org",
             "sender": "@example:example.org",
             "origin_server_ts": 1432735824653,
             "unsigned": {
              "age": 1234,
              "membership": "join"
             },
             "state_key": ""
            }
            """#
        ),
        (
            "m.room.guest_access",
            #"""
            {
             "content": {
              "key": "value",
              "guest_access": "can_join"
             },
             "type": "m.room.guest_access",
             "event_id": "$143273582443PhrSn:example.org",
             "room_id": "!jEsUZKDJdhlrceRyVU:example.org",
             "sender": "@example:example.org",
             "origin_server_ts": 1432735824653,
             "unsigned": {
              "age": 1234,
              "membership": "join"
             },
             "state_key": ""
            }
            """#
        ),
        (
            "m.room.history_visibility",
            #"""
            {
             "content": {
              "key": "value",
              "history_visibility": "shared"
             },
             "type": "m.room.history_visibility",
             "event_id": "$143273582443PhrSn:example.org",
             "room_id": "!jEsUZKDJdhlrceRyVU:example.org",
             "sender": "@example:example.org",
             "origin_server_ts": 1432735824653,
             "unsigned": {
              "age": 1234,
              "membership": "join"
             },
             "state_key": ""
            }
            """#
        ),
        (
            "m.room.join_rules$restricted",
            #"""
            {
             "content": {
              "key": "value",
              "join_rule": "restricted",
              "allow": [
               {
                "type": "m.room_membership",
                "room_id": "!other:example.org"
               },
               {
                "type": "m.room_membership",
                "room_id": "!elsewhere:example.org"
               }
              ]
             },
             "type": "m.room.join_rules",
             "event_id": "$143273582443PhrSn:example.org",
             "room_id": "!jEsUZKDJdhlrceRyVU:example.org",
             "sender": "@example:example.org",
             "origin_server_ts": 1432735824653,
             "unsigned": {
              "age": 1234,
              "membership": "join"
             },
             "state_key": ""
            }
            """#
        ),
        (
            "m.room.join_rules",
            #"""
            {
             "content": {
              "key": "value",
              "join_rule": "public"
             },
             "type": "m.room.join_rules",
             "event_id": "$143273582443PhrSn:example.org",
             "room_id": "!jEsUZKDJdhlrceRyVU:example.org",
             "sender": "@example:example.org",
             "origin_server_ts": 1432735824653,
             "unsigned": {
              "age": 1234,
              "membership": "join"
             },
             "state_key": ""
            }
            """#
        ),
        (
            "m.room.member$invite_room_state",
            #"""
            {
             "content": {
              "key": "value",
              "membership": "invite",
              "avatar_url": "mxc://example.org/SEsfnsuifSDFSSEF",
              "displayname": "Alice Margatroid",
              "reason": "Looking for support"
             },
             "type": "m.room.member",
             "event_id": "$143273582443PhrSn:example.org",
             "room_id": "!jEsUZKDJdhlrceRyVU:example.org",
             "sender": "@alice:example.org",
             "origin_server_ts": 1432735824653,
             "unsigned": {
              "age": 1234,
              "membership": "join",
              "invite_room_state": [
               {
                "type": "m.room.name",
                "sender": "@bob:example.org",
                "state_key": "",
                "content": {
                 "name": "Example Room"
                }
               },
               {
                "type": "m.room.join_rules",
                "sender": "@bob:example.org",
                "state_key": "",
                "content": {
                 "join_rule": "invite"
                }
               }
              ]
             },
             "state_key": "@alice:example.org"
            }
            """#
        ),
        (
            "m.room.member$join_authorised_via_users_server",
            #"""
            {
             "content": {
              "key": "value",
              "membership": "join",
              "avatar_url": "mxc://example.org/SEsfnsuifSDFSSEF",
              "displayname": "Alice Margatroid",
              "reason": "Looking for support",
              "join_authorised_via_users_server": "@bob:other.example.org"
             },
             "type": "m.room.member",
             "event_id": "$143273582443PhrSn:example.org",
             "room_id": "!jEsUZKDJdhlrceRyVU:example.org",
             "sender": "@alice:example.org",
             "origin_server_ts": 1432735824653,
             "unsigned": {
              "age": 1234,
              "membership": "join"
             },
             "state_key": "@alice:example.org"
            }
            """#
        ),
        (
            "m.room.member$knock_room_state",
            #"""
            {
             "content": {
              "key": "value",
              "membership": "knock",
              "avatar_url": "mxc://example.org/SEsfnsuifSDFSSEF",
              "displayname": "Alice Margatroid",
              "reason": "Looking for support"
             },
             "type": "m.room.member",
             "event_id": "$143273582443PhrSn:example.org",
             "room_id": "!jEsUZKDJdhlrceRyVU:example.org",
             "sender": "@alice:example.org",
             "origin_server_ts": 1432735824653,
             "unsigned": {
              "age": 1234,
              "membership": "join",
              "knock_room_state": [
               {
                "type": "m.room.name",
                "sender": "@bob:example.org",
                "state_key": "",
                "content": {
                 "name": "Example Room"
                }
               },
               {
                "type": "m.room.join_rules",
                "sender": "@bob:example.org",
                "state_key": "",
                "content": {
                 "join_rule": "knock"
                }
               }
              ]
             },
             "state_key": "@alice:example.org"
            }
            """#
        ),
        (
            "m.room.member$third_party_invite",
            #"""
            {
             "content": {
              "key": "value",
              "membership": "invite",
              "avatar_url": "mxc://example.org/SEsfnsuifSDFSSEF",
              "displayname": "Alice Margatroid",
              "reason": "Looking for support",
              "third_party_invite": {
               "display_name": "alice",
               "signed": {
                "mxid": "@alice:example.org",
                "signatures": {
                 "magic.forest": {
                  "ed25519:3": "fQpGIW1Snz+pwLZu6sTy2aHy/DYWWTspTJRPyNp0PKkymfIsNffysMl6ObMMFdIJhk6g6pwlIqZ54rxo8SLmAg"
                 }
                },
                "token": "abc123"
               }
              }
             },
             "type": "m.room.member",
             "event_id": "$143273582443PhrSn:example.org",
             "room_id": "!jEsUZKDJdhlrceRyVU:example.org",
             "sender": "@alice:example.org",
             "origin_server_ts": 1432735824653,
             "unsigned": {
              "age": 1234,
              "membership": "join"
             },
             "state_key": "@alice:example.org"
            }
            """#
        ),
        (
            "m.room.member",
            #"""
            {
             "content": {
              "key": "value",
              "membership": "join",
              "avatar_url": "mxc://example.org/SEsfnsuifSDFSSEF",
              "displayname": "Alice Margatroid",
              "reason": "Looking for support"
             },
             "type": "m.room.member",
             "event_id": "$143273582443PhrSn:example.org",
             "room_id": "!jEsUZKDJdhlrceRyVU:example.org",
             "sender": "@alice:example.org",
             "origin_server_ts": 1432735824653,
             "unsigned": {
              "age": 1234,
              "membership": "join"
             },
             "state_key": "@alice:example.org"
            }
            """#
        ),
        (
            "m.room.message$m.audio",
            #"""
            {
             "content": {
              "key": "value",
              "body": "Bee Gees - Stayin' Alive",
              "url": "mxc://example.org/ffed755USFFxlgbQYZGtryd",
              "info": {
               "duration": 2140786,
               "size": 1563685,
               "mimetype": "audio/mpeg"
              },
              "msgtype": "m.audio"
             },
             "type": "m.room.message",
             "event_id": "$143273582443PhrSn:example.org",
             "room_id": "!jEsUZKDJdhlrceRyVU:example.org",
             "sender": "@example:example.org",
             "origin_server_ts": 1432735824653,
             "unsigned": {
              "age": 1234,
              "membership": "join"
             }
            }
            """#
        ),
        (
            "m.room.message$m.emote",
            #"""
            {
             "content": {
              "key": "value",
              "body": "thinks this is an example emote",
              "msgtype": "m.emote",
              "format": "org.matrix.custom.html",
              "formatted_body": "thinks <b>this</b> is an example emote"
             },
             "type": "m.room.message",
             "event_id": "$143273582443PhrSn:example.org",
             "room_id": "!jEsUZKDJdhlrceRyVU:example.org",
             "sender": "@example:example.org",
             "origin_server_ts": 1432735824653,
             "unsigned": {
              "age": 1234,
              "membership": "join"
             }
            }
            """#
        ),
        (
            "m.room.message$m.file",
            #"""
            {
             "content": {
              "key": "value",
              "body": "something-important.doc",
              "filename": "something-important.doc",
              "info": {
               "mimetype": "application/msword",
               "size": 46144
              },
              "msgtype": "m.file",
              "url": "mxc://example.org/FHyPlCeYUSFFxlgbQYZmoEoe"
             },
             "type": "m.room.message",
             "event_id": "$143273582443PhrSn:example.org",
             "room_id": "!jEsUZKDJdhlrceRyVU:example.org",
             "sender": "@example:example.org",
             "origin_server_ts": 1432735824653,
             "unsigned": {
              "age": 1234,
              "membership": "join"
             }
            }
            """#
        ),
        (
            "m.room.message$m.image",
            #"""
            {
             "content": {
              "key": "value",
              "body": "filename.jpg",
              "info": {
               "h": 398,
               "w": 394,
               "mimetype": "image/jpeg",
               "size": 31037,
               "is_animated": false
              },
              "url": "mxc://example.org/JWEIFJgwEIhweiWJE",
              "msgtype": "m.image"
             },
             "type": "m.room.message",
             "event_id": "$143273582443PhrSn:example.org",
             "room_id": "!jEsUZKDJdhlrceRyVU:example.org",
             "sender": "@example:example.org",
             "origin_server_ts": 1432735824653,
             "unsigned": {
              "age": 1234,
              "membership": "join"
             }
            }
            """#
        ),
        (
            "m.room.message$m.key.verification.request",
            #"""
            {
             "event_id": "$143273582443PhrSn:example.org",
             "origin_server_ts": 1432735824653,
             "room_id": "!jEsUZKDJdhlrceRyVU:example.org",
             "sender": "@alice:example.org",
             "type": "m.room.message",
             "unsigned": {
              "age": 1234
             },
             "content": {
              "body": "Alice is requesting to verify your device, but your client does not support verification, so you may need to use a different verification method.",
              "from_device": "AliceDevice2",
              "methods": [
               "m.sas.v1"
              ],
              "to": "@bob:example.org",
              "msgtype": "m.key.verification.request"
             }
            }
            """#
        ),
        (
            "m.room.message$m.location",
            #"""
            {
             "content": {
              "key": "value",
              "body": "Big Ben, London, UK",
              "geo_uri": "geo:51.5008,0.1247",
              "info": {
               "thumbnail_url": "mxc://example.org/FHyPlCeYUSFFxlgbQYZmoEoe",
               "thumbnail_info": {
                "mimetype": "image/jpeg",
                "size": 46144,
                "w": 300,
                "h": 300
               }
              },
              "msgtype": "m.location"
             },
             "type": "m.room.message",
             "event_id": "$143273582443PhrSn:example.org",
             "room_id": "!jEsUZKDJdhlrceRyVU:example.org",
             "sender": "@example:example.org",
             "origin_server_ts": 1432735824653,
             "unsigned": {
              "age": 1234,
              "membership": "join"
             }
            }
            """#
        ),
        (
            "m.room.message$m.notice",
            #"""
            {
             "content": {
              "key": "value",
              "body": "This is an example notice",
              "msgtype": "m.notice",
              "format": "org.matrix.custom.html",
              "formatted_body": "This is an <strong>example</strong> notice"
             },
             "type": "m.room.message",
             "event_id": "$143273582443PhrSn:example.org",
             "room_id": "!jEsUZKDJdhlrceRyVU:example.org",
             "sender": "@example:example.org",
             "origin_server_ts": 1432735824653,
             "unsigned": {
              "age": 1234,
              "membership": "join"
             }
            }
            """#
        ),
        (
            "m.room.message$m.server_notice",
            #"""
            {
             "content": {
              "key": "value",
              "body": "Human-readable message to explain the notice",
              "msgtype": "m.server_notice",
              "server_notice_type": "m.server_notice.usage_limit_reached",
              "admin_contact": "mailto:server.admin@example.org",
              "limit_type": "monthly_active_user"
             },
             "type": "m.room.message",
             "event_id": "$143273582443PhrSn:example.org",
             "room_id": "!jEsUZKDJdhlrceRyVU:example.org",
             "sender": "@example:example.org",
             "origin_server_ts": 1432735824653,
             "unsigned": {
              "age": 1234,
              "membership": "join"
             }
            }
            """#
        ),
        (
            "m.room.message$m.text",
            #"""
            {
             "content": {
              "key": "value",
              "body": "This is an example text message",
              "msgtype": "m.text",
              "format": "org.matrix.custom.html",
              "formatted_body": "<b>This is an example text message</b>"
             },
             "type": "m.room.message",
             "event_id": "$143273582443PhrSn:example.org",
             "room_id": "!jEsUZKDJdhlrceRyVU:example.org",
             "sender": "@example:example.org",
             "origin_server_ts": 1432735824653,
             "unsigned": {
              "age": 1234,
              "membership": "join"
             }
            }
            """#
        ),
        (
            "m.room.message$m.video",
            #"""
            {
             "content": {
              "key": "value",
              "body": "Gangnam Style",
              "url": "mxc://example.org/a526eYUSFFxlgbQYZmo442",
              "info": {
               "thumbnail_url": "mxc://example.org/FHyPlCeYUSFFxlgbQYZmoEoe",
               "thumbnail_info": {
                "mimetype": "image/jpeg",
                "size": 46144,
                "w": 300,
                "h": 300
               },
               "w": 480,
               "h": 320,
               "duration": 2140786,
               "size": 1563685,
               "mimetype": "video/mp4"
              },
              "msgtype": "m.video"
             },
             "type": "m.room.message",
             "event_id": "$143273582443PhrSn:example.org",
             "room_id": "!jEsUZKDJdhlrceRyVU:example.org",
             "sender": "@example:example.org",
             "origin_server_ts": 1432735824653,
             "unsigned": {
              "age": 1234,
              "membership": "join"
             }
            }
            """#
        ),
        (
            "m.room.name",
            #"""
            {
             "content": {
              "key": "value",
              "name": "The room name"
             },
             "type": "m.room.name",
             "event_id": "$143273582443PhrSn:example.org",
             "room_id": "!jEsUZKDJdhlrceRyVU:example.org",
             "sender": "@example:example.org",
             "origin_server_ts": 1432735824653,
             "unsigned": {
              "age": 1234,
              "membership": "join"
             },
             "state_key": ""
            }
            """#
        ),
        (
            "m.room.pinned_events",
            #"""
            {
             "content": {
              "key": "value",
              "pinned": [
               "$someevent:example.org"
              ]
             },
             "type": "m.room.pinned_events",
             "event_id": "$143273582443PhrSn:example.org",
             "room_id": "!jEsUZKDJdhlrceRyVU:example.org",
             "sender": "@example:example.org",
             "origin_server_ts": 1432735824653,
             "unsigned": {
              "age": 1234,
              "membership": "join"
             },
             "state_key": ""
            }
            """#
        ),
        (
            "m.room.policy",
            #"""
            {
             "content": {
              "key": "value",
              "via": "policy.example.org",
              "public_keys": {
               "ed25519": "6yhHGKhCiXTSEN2ksjV7kX_N6rBQZ3Xb-M7LlC6NS-s"
              }
             },
             "type": "m.room.policy",
             "event_id": "$143273582443PhrSn:example.org",
             "room_id": "!jEsUZKDJdhlrceRyVU:example.org",
             "sender": "@example:example.org",
             "origin_server_ts": 1432735824653,
             "unsigned": {
              "age": 1234,
              "membership": "join"
             },
             "state_key": ""
            }
            """#
        ),
        (
            "m.room.power_levels",
            #"""
            {
             "content": {
              "key": "value",
              "ban": 50,
              "events": {
               "m.room.name": 100,
               "m.room.power_levels": 100
              },
              "events_default": 0,
              "invite": 50,
              "kick": 50,
              "redact": 50,
              "state_default": 50,
              "users": {
               "@example:localhost": 100
              },
              "users_default": 0,
              "notifications": {
               "room": 20
              }
             },
             "type": "m.room.power_levels",
             "event_id": "$143273582443PhrSn:example.org",
             "room_id": "!jEsUZKDJdhlrceRyVU:example.org",
             "sender": "@example:example.org",
             "origin_server_ts": 1432735824653,
             "unsigned": {
              "age": 1234,
              "membership": "join"
             },
             "state_key": ""
            }
            """#
        ),
        (
            "m.room.redaction",
            #"""
            {
             "content": {
              "key": "value",
              "redacts": "$fukweghifu23:localhost",
              "reason": "Spamming"
             },
             "type": "m.room.redaction",
             "event_id": "$143273582443PhrSn:example.org",
             "room_id": "!jEsUZKDJdhlrceRyVU:example.org",
             "sender": "@example:example.org",
             "origin_server_ts": 1432735824653,
             "unsigned": {
              "age": 1234,
              "membership": "join"
             }
            }
            """#
        ),
        (
            "m.room.server_acl",
            #"""
            {
             "content": {
              "key": "value",
              "allow_ip_literals": false,
              "allow": [
               "*"
              ],
              "deny": [
               "*.evil.com",
               "evil.com"
              ]
             },
             "type": "m.room.server_acl",
             "event_id": "$143273582443PhrSn:example.org",
             "room_id": "!jEsUZKDJdhlrceRyVU:example.org",
             "sender": "@example:example.org",
             "origin_server_ts": 1432735824653,
             "unsigned": {
              "age": 1234,
              "membership": "join"
             },
             "state_key": ""
            }
            """#
        ),
        (
            "m.room.third_party_invite",
            #"""
            {
             "content": {
              "key": "value",
              "display_name": "Alice Margatroid",
              "key_validity_url": "https://magic.forest/verifykey",
              "public_key": "abc123",
              "public_keys": [
               {
                "public_key": "def456",
                "key_validity_url": "https://magic.forest/verifykey"
               }
              ]
             },
             "type": "m.room.third_party_invite",
             "event_id": "$143273582443PhrSn:example.org",
             "room_id": "!jEsUZKDJdhlrceRyVU:example.org",
             "sender": "@example:example.org",
             "origin_server_ts": 1432735824653,
             "unsigned": {
              "age": 1234,
              "membership": "join"
             },
             "state_key": "pc98"
            }
            """#
        ),
        (
            "m.room.tombstone",
            #"""
            {
             "content": {
              "key": "value",
              "body": "This room has been replaced",
              "replacement_room": "!newroom:example.org"
             },
             "type": "m.room.tombstone",
             "event_id": "$143273582443PhrSn:example.org",
             "room_id": "!jEsUZKDJdhlrceRyVU:example.org",
             "sender": "@example:example.org",
             "origin_server_ts": 1432735824653,
             "unsigned": {
              "age": 1234,
              "membership": "join"
             },
             "state_key": ""
            }
            """#
        ),
        (
            "m.room.topic",
            #"""
            {
             "content": {
              "key": "value",
              "m.topic": {
               "m.text": [
                {
                 "mimetype": "text/html",
                 "body": "An <em>interesting</em> room topic"
                },
                {
                 "body": "An interesting room topic"
                }
               ]
              },
              "topic": "An interesting room topic"
             },
             "type": "m.room.topic",
             "event_id": "$143273582443PhrSn:example.org",
             "room_id": "!jEsUZKDJdhlrceRyVU:example.org",
             "sender": "@example:example.org",
             "origin_server_ts": 1432735824653,
             "unsigned": {
              "age": 1234,
              "membership": "join"
             },
             "state_key": ""
            }
            """#
        ),
        (
            "m.space.child",
            #"""
            {
             "content": {
              "key": "value",
              "suggested": true,
              "via": [
               "example.org",
               "other.example.org"
              ],
              "order": "lexicographically_compare_me"
             },
             "type": "m.space.child",
             "event_id": "$143273582443PhrSn:example.org",
             "room_id": "!jEsUZKDJdhlrceRyVU:example.org",
             "sender": "@example:example.org",
             "origin_server_ts": 1432735824653,
             "unsigned": {
              "age": 1234,
              "membership": "join"
             },
             "state_key": "!roomid:example.org"
            }
            """#
        ),
        (
            "m.space.parent",
            #"""
            {
             "content": {
              "key": "value",
              "canonical": true,
              "via": [
               "example.org",
               "other.example.org"
              ]
             },
             "type": "m.space.parent",
             "event_id": "$143273582443PhrSn:example.org",
             "room_id": "!jEsUZKDJdhlrceRyVU:example.org",
             "sender": "@example:example.org",
             "origin_server_ts": 1432735824653,
             "unsigned": {
              "age": 1234,
              "membership": "join"
             },
             "state_key": "!parent_roomid:example.org"
            }
            """#
        ),
        (
            "m.sticker",
            #"""
            {
             "content": {
              "key": "value",
              "body": "Landing",
              "info": {
               "mimetype": "image/png",
               "thumbnail_info": {
                "mimetype": "image/png",
                "h": 200,
                "w": 140,
                "size": 73602,
                "is_animated": true
               },
               "h": 200,
               "thumbnail_url": "mxc://matrix.org/sHhqkFCvSkFwtmvtETOtKnLP",
               "w": 140,
               "size": 73602
              },
              "url": "mxc://matrix.org/sHhqkFCvSkFwtmvtETOtKnLP"
             },
             "type": "m.sticker",
             "event_id": "$143273582443PhrSn:example.org",
             "room_id": "!jEsUZKDJdhlrceRyVU:example.org",
             "sender": "@example:example.org",
             "origin_server_ts": 1432735824653,
             "unsigned": {
              "age": 1234,
              "membership": "join"
             }
            }
            """#
        ),
        (
            "m.typing",
            #"""
            {
             "content": {
              "key": "value",
              "user_ids": [
               "@alice:matrix.org",
               "@bob:example.com"
              ]
             },
             "type": "m.typing"
            }
            """#
        ),
    ]
}
