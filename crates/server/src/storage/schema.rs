//! The tables as the queries know them. A test holds this against what the migrations make on both engines.

diesel::table! {
    people (id) {
        id -> Text,
        user_id -> Text,
        full_name -> Text,
        organisation -> Text,
        phone -> Nullable<Text>,
        language -> Text,
        time_zone -> Text,
        password_hash -> Nullable<Text>,
        is_operator -> Bool,
        is_support_agent -> Bool,
        registered_at -> BigInt,
        last_active_at -> BigInt,
        deactivated_at -> Nullable<BigInt>,
        erased_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    email_addresses (key) {
        key -> Text,
        person_id -> Text,
        address -> Text,
        verified_at -> BigInt,
        is_main -> Bool,
        organisation_domain -> Nullable<Text>,
        failing_since -> Nullable<BigInt>,
        failing_by -> Nullable<Text>,
        failing_said -> Nullable<Text>,
    }
}

diesel::table! {
    sessions (token_hash) {
        token_hash -> Text,
        person_id -> Text,
        began_at -> BigInt,
        ends_at -> BigInt,
    }
}

diesel::table! {
    single_use_links (token_hash) {
        token_hash -> Text,
        link -> Text,
        person_id -> Nullable<Text>,
        expires_at -> BigInt,
        creation_id -> Nullable<Text>,
        takes_back -> Nullable<Text>,
        case_id -> Nullable<Text>,
    }
}

diesel::table! {
    throttles (key) {
        key -> Text,
        since -> BigInt,
        count -> BigInt,
    }
}

diesel::table! {
    smart_accounts (id) {
        id -> Text,
        domain -> Text,
        name -> Text,
        kind -> Text,
        status -> Text,
        visibility -> Text,
        created_at -> BigInt,
        address -> Nullable<Text>,
        country -> Nullable<Text>,
        accent -> Nullable<BigInt>,
        version -> Nullable<BigInt>,
        invitations_a_day -> Nullable<BigInt>,
    }
}

diesel::table! {
    account_identifiers (identifier) {
        identifier -> Text,
        account_id -> Text,
    }
}

diesel::table! {
    virtual_accounts (id) {
        id -> Text,
        account_id -> Text,
        parent_id -> Nullable<Text>,
        name -> Text,
        is_default -> Bool,
        description -> Nullable<Text>,
        preferred_until -> Nullable<BigInt>,
        is_offered -> Nullable<Bool>,
        version -> Nullable<BigInt>,
        former_name -> Nullable<Text>,
        deleted_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    agreement_versions (agreement_id, number) {
        agreement_id -> Text,
        number -> BigInt,
        account_id -> Text,
        title -> Text,
        words -> Text,
        is_required -> Bool,
        is_newest -> Bool,
        published_by -> Text,
        published_at -> BigInt,
        accepted_by -> Nullable<Text>,
        accepted_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    virtual_account_tags (virtual_account_id, key) {
        virtual_account_id -> Text,
        key -> Text,
        value -> Text,
        account_id -> Text,
        folded -> Text,
    }
}

diesel::table! {
    groups (id) {
        id -> Text,
        account_id -> Text,
        virtual_account_id -> Nullable<Text>,
        name -> Text,
        description -> Nullable<Text>,
        version -> BigInt,
        folded_name -> Nullable<Text>,
        members -> Nullable<BigInt>,
    }
}

diesel::table! {
    former_groups (id) {
        id -> Text,
        account_id -> Text,
        name -> Text,
        deleted_at -> BigInt,
        virtual_account_id -> Nullable<Text>,
    }
}

diesel::table! {
    absences (person_id) {
        person_id -> Text,
        deputy_id -> Nullable<Text>,
        from_at -> BigInt,
        until_at -> BigInt,
        has_begun -> Bool,
        next_step_at -> BigInt,
    }
}

diesel::table! {
    reachability_checks (id) {
        id -> Text,
        asked_at -> BigInt,
        last_seen -> Text,
    }
}

diesel::table! {
    deletions (id) {
        id -> Text,
        account_id -> Text,
        began_by -> Nullable<Text>,
        began_at -> BigInt,
        total -> BigInt,
    }
}

diesel::table! {
    group_terms (account_id, term, group_id) {
        account_id -> Text,
        term -> Text,
        group_id -> Text,
    }
}

diesel::table! {
    group_members (group_id, person_id) {
        group_id -> Text,
        person_id -> Text,
        since -> BigInt,
        member_name -> Nullable<Text>,
    }
}

diesel::table! {
    group_member_terms (group_id, term, person_id) {
        group_id -> Text,
        term -> Text,
        person_id -> Text,
    }
}

diesel::table! {
    membership_terms (account_id, term, membership_id) {
        account_id -> Text,
        term -> Text,
        membership_id -> Text,
    }
}

diesel::table! {
    memberships (id) {
        id -> Text,
        person_id -> Nullable<Text>,
        group_id -> Nullable<Text>,
        account_id -> Text,
        role -> Text,
        virtual_account_id -> Nullable<Text>,
        source -> Text,
        granted_by -> Text,
        since -> BigInt,
        until -> Nullable<BigInt>,
        holder_name -> Text,
        origin -> Text,
        holder_seen_on -> Nullable<BigInt>,
        next_warning_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    access_requests (id) {
        id -> Text,
        applicant_id -> Text,
        identifier -> Text,
        account_id -> Nullable<Text>,
        reason -> Text,
        wish -> Text,
        sent_at -> BigInt,
        version -> BigInt,
        outcome -> Text,
        status -> Text,
        progress -> Text,
        settled_at -> Nullable<BigInt>,
        next_step_at -> Nullable<BigInt>,
        operators_told_at -> Nullable<BigInt>,
        group_id -> Nullable<Text>,
        waiting_on -> Nullable<Text>,
        asked_role -> Nullable<Text>,
        target -> Nullable<Text>,
        queue -> Nullable<Text>,
    }
}

diesel::table! {
    entitlements (request_id) {
        request_id -> Text,
        person_id -> Text,
        target -> Text,
        what -> Text,
        since -> BigInt,
        until -> Nullable<BigInt>,
        announced_at -> Nullable<BigInt>,
        ended_at -> Nullable<BigInt>,
        end_cause -> Nullable<Text>,
        next_step_at -> Nullable<BigInt>,
        ended_by -> Nullable<Text>,
        end_words -> Nullable<Text>,
    }
}

diesel::table! {
    automation_rules (id) {
        id -> Text,
        account_id -> Text,
        name -> Text,
        version -> BigInt,
        place -> BigInt,
        conditions -> Text,
        verdict -> Text,
        saved_by -> Text,
        saved_at -> BigInt,
        idle_since -> Nullable<BigInt>,
    }
}

diesel::table! {
    access_request_comments (id) {
        id -> Text,
        request_id -> Text,
        author_id -> Text,
        words -> Text,
        at -> BigInt,
    }
}

diesel::table! {
    access_request_terms (queue, term, request_id) {
        queue -> Text,
        term -> Text,
        request_id -> Text,
    }
}

diesel::table! {
    access_request_virtual_accounts (virtual_account_id, request_id) {
        virtual_account_id -> Text,
        request_id -> Text,
    }
}

diesel::table! {
    access_reviews (id) {
        id -> Text,
        account_id -> Text,
        body -> Text,
        cursor -> Nullable<Text>,
        lines -> BigInt,
        decided -> BigInt,
        next_step_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    access_review_lines (id) {
        id -> Text,
        review_id -> Text,
        membership -> Text,
        person_id -> Nullable<Text>,
        group_id -> Nullable<Text>,
        virtual_account_id -> Nullable<Text>,
        holder_name -> Text,
        state -> Text,
        verdict -> Nullable<Text>,
    }
}

diesel::table! {
    account_creations (id) {
        id -> Text,
        creator_id -> Text,
        domain -> Text,
        account_id -> Nullable<Text>,
        outcome -> Text,
        needs_operator -> Bool,
        body -> Text,
        next_step_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    support_cases (id) {
        id -> Text,
        number -> Text,
        subject -> Text,
        request_id -> Nullable<Text>,
        earlier_id -> Nullable<Text>,
        status -> Text,
        status_by -> Nullable<Text>,
        status_at -> BigInt,
        solved_at -> Nullable<BigInt>,
        priority -> Text,
        assignee_id -> Nullable<Text>,
        clock_started_at -> BigInt,
        first_answer_ms -> BigInt,
        resolution_ms -> BigInt,
        paused_ms -> BigInt,
        first_answered_at -> Nullable<BigInt>,
        opened_at -> BigInt,
        changed_at -> BigInt,
        place -> BigInt,
        next_step_at -> Nullable<BigInt>,
        opened_by -> Nullable<Text>,
        visitor_name -> Nullable<Text>,
        visitor_email -> Nullable<Text>,
        visitor_language -> Nullable<Text>,
    }
}

diesel::table! {
    support_case_letters (case_id, side) {
        case_id -> Text,
        side -> Text,
        through -> Text,
        at -> BigInt,
    }
}

diesel::table! {
    support_case_messages (id) {
        id -> Text,
        case_id -> Text,
        kind -> Text,
        words -> Text,
        at -> BigInt,
        author_id -> Nullable<Text>,
    }
}

diesel::table! {
    support_case_attachments (id) {
        id -> Text,
        case_id -> Text,
        message_id -> Text,
        name -> Text,
        kind -> Text,
        size -> BigInt,
        digest -> Text,
    }
}

diesel::table! {
    support_case_attachment_pieces (attachment_id, number) {
        attachment_id -> Text,
        number -> BigInt,
        bytes -> Binary,
    }
}

diesel::table! {
    support_case_terms (term, case_id) {
        term -> Text,
        case_id -> Text,
    }
}

diesel::table! {
    notification_addresses (id) {
        id -> Text,
        account_id -> Text,
        email -> Text,
        email_key -> Text,
        language -> Text,
        added_by -> Text,
        added_at -> BigInt,
        version -> BigInt,
        lapses_at -> Nullable<BigInt>,
        confirmed_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    invitations (id) {
        id -> Text,
        account_id -> Text,
        email -> Text,
        email_key -> Text,
        language -> Text,
        offers -> Text,
        invited_at -> BigInt,
        lapses_at -> BigInt,
        version -> BigInt,
        status -> Text,
    }
}

diesel::table! {
    invitation_virtual_accounts (virtual_account_id, invitation_id) {
        virtual_account_id -> Text,
        invitation_id -> Text,
    }
}

diesel::table! {
    uploads (id) {
        id -> Text,
        uploaded_by -> Text,
        applied_by -> Nullable<Text>,
        file_name -> Text,
        uploaded_at -> BigInt,
        changed_at -> BigInt,
        state -> Text,
        fault -> Nullable<Text>,
        lines -> BigInt,
        done -> BigInt,
        done_lines -> BigInt,
        new_lines -> BigInt,
        known_lines -> BigInt,
        invited_lines -> BigInt,
        faulty_lines -> BigInt,
        sweep_from -> BigInt,
        swept_at -> Nullable<BigInt>,
        group_id -> Nullable<Text>,
        step_since -> Nullable<BigInt>,
        account_id -> Nullable<Text>,
        changed_lines -> Nullable<BigInt>,
        notes -> Nullable<Text>,
    }
}

diesel::table! {
    upload_lines (upload_id, line) {
        upload_id -> Text,
        line -> BigInt,
        cells -> Text,
        outcome -> Text,
        faults -> Text,
        print -> Nullable<Text>,
        stood_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    upload_numbers (upload_id, number) {
        upload_id -> Text,
        number -> Text,
        company -> Text,
        line -> BigInt,
    }
}

diesel::table! {
    events (id) {
        id -> Text,
        at -> BigInt,
        name -> Text,
        actor -> Text,
        origin -> Text,
        account_id -> Nullable<Text>,
        request_id -> Nullable<Text>,
        person_id -> Nullable<Text>,
        body -> Text,
        contract_id -> Nullable<Text>,
        case_id -> Nullable<Text>,
    }
}

diesel::table! {
    event_virtual_accounts (virtual_account_id, event_id) {
        virtual_account_id -> Text,
        event_id -> Text,
    }
}

diesel::table! {
    notices (id) {
        id -> Text,
        notice -> Text,
        created_at -> BigInt,
        attempts -> BigInt,
        next_attempt_at -> BigInt,
        last_error -> Nullable<Text>,
        priority -> BigInt,
    }
}

diesel::table! {
    put_offs (id) {
        id -> Text,
        work -> Text,
        fault -> Text,
        since -> BigInt,
        times -> BigInt,
        next_at -> BigInt,
    }
}

diesel::table! {
    mail_standstills (id) {
        id -> Text,
        trouble -> Text,
        said -> Text,
        since -> BigInt,
        times -> BigInt,
        next_try_at -> BigInt,
    }
}

diesel::table! {
    signs_of_life (id) {
        id -> Text,
        noted_at -> BigInt,
        ballast -> Text,
    }
}

diesel::table! {
    write_turns (id) {
        id -> Text,
    }
}

diesel::table! {
    outbox (id) {
        id -> Text,
        kind -> Text,
        request_id -> Nullable<Text>,
        reminder -> Nullable<BigInt>,
        person_id -> Nullable<Text>,
        address -> Text,
        language -> Text,
        thread -> Nullable<Text>,
        subject -> Text,
        letter -> Text,
        created_at -> BigInt,
        state -> Text,
        attempts -> BigInt,
        next_attempt_at -> BigInt,
        last_error -> Nullable<Text>,
        settled_at -> Nullable<BigInt>,
        not_before -> Nullable<BigInt>,
        unsubscribe -> Nullable<Text>,
        priority -> BigInt,
        reader_name -> Nullable<Text>,
        spared_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    notification_preferences (person_id) {
        person_id -> Text,
        preferences -> Text,
    }
}

diesel::table! {
    digest_letters (id) {
        id -> Text,
        person_id -> Text,
        topic -> Text,
        request_id -> Nullable<Text>,
        letter -> Text,
        due_at -> BigInt,
        is_daily -> Bool,
    }
}

diesel::table! {
    digests (person_id) {
        person_id -> Text,
        due_at -> BigInt,
    }
}

diesel::table! {
    access_request_readers (request_id, person_id) {
        request_id -> Text,
        person_id -> Text,
    }
}

diesel::table! {
    installation_secrets (name) {
        name -> Text,
        secret -> Text,
    }
}

diesel::table! {
    person_terms (term, person_id) {
        term -> Text,
        person_id -> Text,
    }
}

diesel::table! {
    smart_account_terms (term, account_id) {
        term -> Text,
        account_id -> Text,
    }
}

diesel::table! {
    event_person_terms (place, term, person_id) {
        place -> Text,
        term -> Text,
        person_id -> Text,
    }
}

diesel::table! {
    search_indexes (name) {
        name -> Text,
        version -> BigInt,
        is_complete -> Bool,
        cursor -> Text,
    }
}

diesel::table! {
    contracts (id) {
        id -> Text,
        number -> Text,
        bill_to -> Nullable<Text>,
        serials -> Text,
        company -> Text,
        parent -> Nullable<Text>,
        domains -> Text,
        offers -> Text,
        ends -> Nullable<BigInt>,
        is_locked -> Bool,
        version -> BigInt,
        created_at -> BigInt,
        changed_at -> BigInt,
    }
}

diesel::table! {
    contract_keys (number, kind, contract_id) {
        number -> Text,
        kind -> Text,
        contract_id -> Text,
    }
}

diesel::table! {
    contract_domains (domain, contract_id) {
        domain -> Text,
        contract_id -> Text,
    }
}

diesel::table! {
    contract_terms (term, contract_id) {
        term -> Text,
        contract_id -> Text,
    }
}

diesel::table! {
    erasures (person_id) {
        person_id -> Text,
        sought -> Text,
        step -> BigInt,
        cursor -> Text,
        began_at -> BigInt,
    }
}

diesel::table! {
    imports (id) {
        id -> Text,
        state -> Text,
        since -> Nullable<BigInt>,
        leased_until -> BigInt,
        counts -> Text,
    }
}

diesel::table! {
    import_lines (import_id, unit, number) {
        import_id -> Text,
        unit -> BigInt,
        number -> BigInt,
        body -> Text,
    }
}

diesel::table! {
    import_names (name) {
        name -> Text,
    }
}

diesel::joinable!(contract_keys -> contracts (contract_id));
diesel::joinable!(contract_domains -> contracts (contract_id));
diesel::joinable!(access_request_readers -> people (person_id));
diesel::joinable!(sessions -> people (person_id));
diesel::joinable!(email_addresses -> people (person_id));
diesel::joinable!(memberships -> people (person_id));
diesel::joinable!(memberships -> smart_accounts (account_id));
diesel::joinable!(memberships -> groups (group_id));
diesel::joinable!(person_terms -> people (person_id));
diesel::joinable!(smart_account_terms -> smart_accounts (account_id));
diesel::joinable!(membership_terms -> memberships (membership_id));
diesel::joinable!(group_members -> people (person_id));
diesel::joinable!(group_members -> groups (group_id));
diesel::joinable!(group_terms -> groups (group_id));
diesel::joinable!(group_member_terms -> people (person_id));
diesel::joinable!(virtual_accounts -> smart_accounts (account_id));
diesel::joinable!(agreement_versions -> smart_accounts (account_id));
diesel::joinable!(account_identifiers -> smart_accounts (account_id));
diesel::joinable!(access_requests -> people (applicant_id));
diesel::joinable!(support_cases -> access_requests (request_id));
diesel::joinable!(support_case_letters -> support_cases (case_id));
diesel::joinable!(support_case_messages -> support_cases (case_id));
diesel::joinable!(support_case_attachments -> support_cases (case_id));
diesel::joinable!(support_case_attachments -> support_case_messages (message_id));
diesel::joinable!(support_case_attachment_pieces -> support_case_attachments (attachment_id));
diesel::joinable!(support_case_terms -> support_cases (case_id));
diesel::joinable!(event_virtual_accounts -> events (event_id));
diesel::joinable!(invitations -> smart_accounts (account_id));
diesel::joinable!(invitation_virtual_accounts -> invitations (invitation_id));
diesel::joinable!(access_request_comments -> access_requests (request_id));
diesel::joinable!(access_request_terms -> access_requests (request_id));
diesel::joinable!(access_request_virtual_accounts -> access_requests (request_id));

diesel::joinable!(access_review_lines -> access_reviews (review_id));

diesel::allow_tables_to_appear_in_same_query!(access_reviews, access_review_lines);
diesel::allow_tables_to_appear_in_same_query!(
    deletions,
    absences,
    reachability_checks,
    people,
    email_addresses,
    sessions,
    smart_accounts,
    account_identifiers,
    virtual_accounts,
    virtual_account_tags,
    agreement_versions,
    memberships,
    membership_terms,
    person_terms,
    smart_account_terms,
    groups,
    group_members,
    group_member_terms,
    group_terms,
    access_requests,
    access_request_virtual_accounts,
    invitations,
    invitation_virtual_accounts,
    access_request_comments,
    access_request_terms,
    event_person_terms,
    support_cases,
    support_case_letters,
    support_case_messages,
    support_case_attachments,
    support_case_attachment_pieces,
    support_case_terms,
    events,
    event_virtual_accounts,
    access_request_readers,
    uploads,
    imports,
    put_offs,
    contracts,
    contract_keys,
    contract_domains,
    contract_terms,
);
