//! What decides who gets in, compared with the facts that it is derived from.

use crate::ledger::Derived;

const ACCOUNT_NOW: Derived = Derived {
    name: "account_now",
    differing: "
        select coalesce(now.account, own.account)
        from account_now now
        full join (
            select version.account, version.version, version.login, version.name, version.email,
                   version.language, version.state
            from account_version version
            where version.version = (
                select max(later.version) from account_version later where later.account = version.account
            )
        ) own on own.account = now.account
        where now.account is null or own.account is null
           or now.version <> own.version or now.login <> own.login or now.name <> own.name
           or now.language <> own.language or now.state <> own.state
           or now.email is distinct from own.email
        order by 1
        limit 100",
};

const IDENTITY_NOW: Derived = Derived {
    name: "identity_now",
    differing: "
        select coalesce(now.account_identity, own.id)
        from identity_now now
        full join (
            select identity.id, identity.account, identity.issuer, identity.subject
            from account_identity identity
            left join account_identity_end ended on ended.account_identity = identity.id
            where ended.account_identity is null
        ) own on own.id = now.account_identity
        where now.account is null or own.id is null
           or now.account <> own.account or now.issuer <> own.issuer or now.subject <> own.subject
        order by 1
        limit 100",
};

pub(in crate::accounts) const DERIVED: [Derived; 2] = [ACCOUNT_NOW, IDENTITY_NOW];

/// What somebody who writes to the database could do behind the program, and the table in which it shows.
#[cfg(test)]
pub(in crate::accounts) const DAMAGE: [(&str, &str); 4] = [
    ("account_now", "update account_now set state = 'closed' where login = 'one'"),
    ("account_now", "update account_now set email = 'other@example' where login = 'two'"),
    ("account_now", "delete from account_now where login = 'three'"),
    ("identity_now", "update identity_now set subject = 'somebody else'"),
];
