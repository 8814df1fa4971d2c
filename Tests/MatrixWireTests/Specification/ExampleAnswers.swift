// swift-format-ignore-file: LineLength

/// Examples of the Matrix specification (github.com/matrix-org/matrix-spec, commit d0ba2aa,
/// `data/event-schemas/examples` and `data/api/client-server`), as JSON with their references
/// resolved. Copyright The Matrix.org Foundation C.I.C., Apache License 2.0.
enum ExampleAnswers {
    /// Answers, by request and status.
    static let all: [(name: String, json: String)] = [
        (
            "GET /sync 200",
            #"""
            {
             "next_batch": "s72595_4483_1934",
             "presence": {
              "events": [
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
              ]
             },
             "account_data": {
              "events": [
               {
                "type": "org.example.custom.config",
                "content": {
                 "custom_config_key": "custom_config_value"
                }
               }
              ]
             },
             "rooms": {
              "join": {
               "!726s6s6q:example.com": {
                "summary": {
                 "m.heroes": [
                  "@alice:example.com",
                  "@bob:example.com"
                 ],
                 "m.joined_member_count": 2,
                 "m.invited_member_count": 0
                },
                "state": {
                 "events": [
                  {
                   "content": {
                    "avatar_url": "mxc://example.org/SFHyPlCeYUSFFxlgbQYZmoEoe",
                    "displayname": "Example user",
                    "membership": "join"
                   },
                   "event_id": "$143273976499sgjks:example.org",
                   "origin_server_ts": 1432735824653,
                   "sender": "@example:example.org",
                   "state_key": "@example:example.org",
                   "type": "m.room.member",
                   "unsigned": {
                    "age": 45603,
                    "membership": "join"
                   }
                  }
                 ]
                },
                "timeline": {
                 "events": [
                  {
                   "content": {
                    "avatar_url": "mxc://example.org/SEsfnsuifSDFSSEF",
                    "displayname": "Alice Margatroid",
                    "membership": "join",
                    "reason": "Looking for support"
                   },
                   "event_id": "$143273582443PhrSn:example.org",
                   "origin_server_ts": 1432735824653,
                   "sender": "@alice:example.org",
                   "state_key": "@alice:example.org",
                   "type": "m.room.member",
                   "unsigned": {
                    "age": 1234,
                    "membership": "join"
                   }
                  },
                  {
                   "content": {
                    "body": "This is an example text message",
                    "format": "org.matrix.custom.html",
                    "formatted_body": "<b>This is an example text message</b>",
                    "msgtype": "m.text"
                   },
                   "event_id": "$143273582443PhrSn:example.org",
                   "origin_server_ts": 1432735824653,
                   "sender": "@example:example.org",
                   "type": "m.room.message",
                   "unsigned": {
                    "age": 1234,
                    "membership": "join"
                   }
                  }
                 ],
                 "limited": true,
                 "prev_batch": "t34-23535_0_0"
                },
                "ephemeral": {
                 "events": [
                  {
                   "content": {
                    "key": "value",
                    "user_ids": [
                     "@alice:matrix.org",
                     "@bob:example.com"
                    ]
                   },
                   "type": "m.typing"
                  },
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
                 ]
                },
                "account_data": {
                 "events": [
                  {
                   "content": {
                    "key": "value",
                    "tags": {
                     "u.work": {
                      "order": 0.9
                     }
                    }
                   },
                   "type": "m.tag"
                  },
                  {
                   "type": "org.example.custom.room.config",
                   "content": {
                    "custom_config_key": "custom_config_value"
                   }
                  }
                 ]
                },
                "unread_notifications": {
                 "highlight_count": 1,
                 "notification_count": 5
                },
                "unread_thread_notifications": {
                 "$threadroot": {
                  "highlight_count": 3,
                  "notification_count": 6
                 }
                }
               }
              },
              "invite": {
               "!696r7674:example.com": {
                "invite_state": {
                 "events": [
                  {
                   "sender": "@alice:example.com",
                   "type": "m.room.name",
                   "state_key": "",
                   "content": {
                    "name": "My Room Name"
                   }
                  },
                  {
                   "sender": "@alice:example.com",
                   "type": "m.room.member",
                   "state_key": "@bob:example.com",
                   "content": {
                    "membership": "invite"
                   }
                  }
                 ]
                }
               }
              },
              "knock": {
               "!223asd456:example.com": {
                "knock_state": {
                 "events": [
                  {
                   "sender": "@alice:example.com",
                   "type": "m.room.name",
                   "state_key": "",
                   "content": {
                    "name": "My Room Name"
                   }
                  },
                  {
                   "sender": "@bob:example.com",
                   "type": "m.room.member",
                   "state_key": "@bob:example.com",
                   "content": {
                    "membership": "knock"
                   }
                  }
                 ]
                }
               }
              },
              "leave": {}
             }
            }
            """#
        ),
        (
            "GET /login 200",
            #"""
            {
             "flows": [
              {
               "type": "m.login.password"
              },
              {
               "type": "m.login.token",
               "get_login_token": true
              }
             ]
            }
            """#
        ),
        (
            "GET /login 404",
            #"""
            {
             "errcode": "M_UNRECOGNIZED",
             "error": "OAuth 2.0 authentication is in use on this homeserver."
            }
            """#
        ),
        (
            "POST /login 200",
            #"""
            {
             "user_id": "@cheeky_monkey:matrix.org",
             "access_token": "abc123",
             "refresh_token": "def456",
             "expires_in_ms": 60000,
             "device_id": "GHTYAJCE",
             "well_known": {
              "m.homeserver": {
               "base_url": "https://example.org"
              },
              "m.identity_server": {
               "base_url": "https://id.example.org"
              }
             }
            }
            """#
        ),
        (
            "POST /login 400",
            #"""
            {
             "errcode": "M_UNKNOWN",
             "error": "Bad login type."
            }
            """#
        ),
        (
            "POST /login 403",
            #"""
            {
             "errcode": "M_FORBIDDEN"
            }
            """#
        ),
        (
            "POST /refresh 200",
            #"""
            {
             "access_token": "a_new_token",
             "expires_in_ms": 60000,
             "refresh_token": "another_new_token"
            }
            """#
        ),
        (
            "POST /refresh 401",
            #"""
            {
             "errcode": "M_UNKNOWN_TOKEN",
             "error": "Soft logged out",
             "soft_logout": true
            }
            """#
        ),
        (
            "GET /account/whoami 200",
            #"""
            {
             "user_id": "@joe:example.org",
             "device_id": "ABC1234"
            }
            """#
        ),
        (
            "GET /account/whoami 401",
            #"""
            {
             "errcode": "M_UNKNOWN_TOKEN",
             "error": "Unrecognised access token."
            }
            """#
        ),
        (
            "GET /account/whoami 403",
            #"""
            {
             "errcode": "M_FORBIDDEN",
             "error": "Application service has not registered this user."
            }
            """#
        ),
        (
            "GET /versions 200",
            #"""
            {
             "versions": [
              "r0.0.1",
              "v1.1"
             ],
             "unstable_features": {
              "org.example.my_feature": true
             }
            }
            """#
        ),
        (
            "GET /user/{userId}/filter/{filterId} 200",
            #"""
            {
             "room": {
              "state": {
               "types": [
                "m.room.*"
               ],
               "not_rooms": [
                "!726s6s6q:example.com"
               ]
              },
              "timeline": {
               "limit": 10,
               "types": [
                "m.room.message"
               ],
               "not_rooms": [
                "!726s6s6q:example.com"
               ],
               "not_senders": [
                "@spam:example.com"
               ]
              },
              "ephemeral": {
               "types": [
                "m.receipt",
                "m.typing"
               ],
               "not_rooms": [
                "!726s6s6q:example.com"
               ],
               "not_senders": [
                "@spam:example.com"
               ]
              }
             },
             "presence": {
              "types": [
               "m.presence"
              ],
              "not_senders": [
               "@alice:example.com"
              ]
             },
             "event_format": "client",
             "event_fields": [
              "type",
              "content",
              "sender"
             ]
            }
            """#
        ),
        (
            "POST /rooms/{roomId}/join 200",
            #"""
            {
             "room_id": "!d41d8cd:matrix.org"
            }
            """#
        ),
        (
            "POST /rooms/{roomId}/join 403",
            #"""
            {
             "errcode": "M_FORBIDDEN",
             "error": "You are not invited to this room."
            }
            """#
        ),
        (
            "POST /join/{roomIdOrAlias} 200",
            #"""
            {
             "room_id": "!d41d8cd:matrix.org"
            }
            """#
        ),
        (
            "POST /join/{roomIdOrAlias} 403",
            #"""
            {
             "errcode": "M_FORBIDDEN",
             "error": "You are not invited to this room."
            }
            """#
        ),
        (
            "POST /createRoom 200",
            #"""
            {
             "room_id": "!sefiuhWgwghwWgh:example.com"
            }
            """#
        ),
        (
            "PUT /rooms/{roomId}/send/{eventType}/{txnId} 200",
            #"""
            {
             "event_id": "$YUwRidLecu:example.com"
            }
            """#
        ),
        (
            "PUT /rooms/{roomId}/redact/{eventId}/{txnId} 200",
            #"""
            {
             "event_id": "$YUwQidLecu:example.com"
            }
            """#
        ),
        (
            "PUT /directory/room/{roomAlias} 200",
            #"""
            {}
            """#
        ),
        (
            "PUT /directory/room/{roomAlias} 400",
            #"""
            {
             "errcode": "M_INVALID_PARAM",
             "error": "Room alias invalid"
            }
            """#
        ),
        (
            "PUT /directory/room/{roomAlias} 409",
            #"""
            {
             "errcode": "M_UNKNOWN",
             "error": "Room alias #monkeys:matrix.org already exists."
            }
            """#
        ),
        (
            "GET /directory/room/{roomAlias} 200",
            #"""
            {
             "room_id": "!abnjk1jdasj98:capuchins.com",
             "servers": [
              "capuchins.com",
              "matrix.org",
              "another.com"
             ]
            }
            """#
        ),
        (
            "GET /directory/room/{roomAlias} 400",
            #"""
            {
             "errcode": "M_INVALID_PARAM",
             "error": "Room alias invalid"
            }
            """#
        ),
        (
            "GET /directory/room/{roomAlias} 404",
            #"""
            {
             "errcode": "M_NOT_FOUND",
             "error": "Room alias #monkeys:matrix.org not found."
            }
            """#
        ),
        (
            "DELETE /directory/room/{roomAlias} 200",
            #"""
            {}
            """#
        ),
        (
            "DELETE /directory/room/{roomAlias} 404",
            #"""
            {
             "errcode": "M_NOT_FOUND",
             "error": "Room alias #monkeys:example.org not found."
            }
            """#
        ),
        (
            "GET /rooms/{roomId}/aliases 200",
            #"""
            {
             "aliases": [
              "#somewhere:example.com",
              "#another:example.com",
              "#hat_trick:example.com"
             ]
            }
            """#
        ),
        (
            "GET /rooms/{roomId}/aliases 400",
            #"""
            {
             "errcode": "M_INVALID_PARAM",
             "error": "Room alias invalid"
            }
            """#
        ),
        (
            "GET /rooms/{roomId}/aliases 403",
            #"""
            {
             "errcode": "M_FORBIDDEN",
             "error": "You are not a member of the room."
            }
            """#
        ),
        (
            "GET /rooms/{roomId}/messages 200",
            #"""
            {
             "start": "t47429-4392820_219380_26003_2265",
             "end": "t47409-4357353_219380_26003_2265",
             "chunk": [
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
               "room_id": "!636q39766251:example.com",
               "sender": "@example:example.org",
               "origin_server_ts": 1432735824653,
               "unsigned": {
                "age": 1234,
                "membership": "join"
               }
              },
              {
               "content": {
                "key": "value",
                "name": "The room name"
               },
               "type": "m.room.name",
               "event_id": "$143273582443PhrSn:example.org",
               "room_id": "!636q39766251:example.com",
               "sender": "@example:example.org",
               "origin_server_ts": 1432735824653,
               "unsigned": {
                "age": 1234,
                "membership": "join"
               },
               "state_key": ""
              },
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
               "room_id": "!636q39766251:example.com",
               "sender": "@example:example.org",
               "origin_server_ts": 1432735824653,
               "unsigned": {
                "age": 1234,
                "membership": "join"
               }
              }
             ]
            }
            """#
        ),
        (
            "PUT /rooms/{roomId}/state/{eventType}/{stateKey} 200",
            #"""
            {
             "event_id": "$YUwRidLecu:example.com"
            }
            """#
        ),
        (
            "PUT /rooms/{roomId}/state/{eventType}/{stateKey} 400",
            #"""
            {
             "errcode": "M_BAD_ALIAS",
             "error": "The alias '#hello:example.org' does not point to this room."
            }
            """#
        ),
        (
            "PUT /rooms/{roomId}/state/{eventType}/{stateKey} 403",
            #"""
            {
             "errcode": "M_FORBIDDEN",
             "error": "You do not have permission to send the event."
            }
            """#
        ),
        (
            "POST /rooms/{roomId}/leave 200",
            #"""
            {}
            """#
        ),
        (
            "POST /rooms/{roomId}/forget 200",
            #"""
            {}
            """#
        ),
        (
            "POST /rooms/{roomId}/forget 400",
            #"""
            {
             "errcode": "M_UNKNOWN",
             "error": "User @example:matrix.org is in room !au1ba7o:matrix.org"
            }
            """#
        ),
    ]
}
