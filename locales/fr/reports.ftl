room-reports = Rapports
reports-title = Rapports
reports-nothing = Rien ne vous attend.
reports-due = À remplir
reports-due-under = Ce que doivent vos unités, la première échéance en tête.
reports-waiting = À décider
reports-waiting-under = Ce que des unités ont envoyé et qui vous attend, la plus longue attente en tête.
all-regimes = Toutes les règles de rapport
find-receipt = Trouver un reçu
find-receipt-under = Un reçu a douze lettres et chiffres. Il figure sur la page qui suit l’envoi.
receipt-code = Reçu
receipt-title = Reçu
receipt-arrived = Arrivé le
receipt-device = Heure de l’appareil
receipt-hash = Empreinte du contenu
receipt-checkpoint = Dernier point de contrôle
receipt-acts = { $n ->
    [one] sur un acte
   *[other] sur { $n } actes
}
receipt-under = Imprimez cette page ou notez le code : il permet de retrouver le rapport. La page de l’acte prouve qu’il figure au registre.
report = Rapport
period = Période
report-part = { $period }, du { $first } au { $last }
sent = Envoyé
due-on = À remettre le
report-closes = Clôture des données le
report-holder = Rempli par
report-waits-at = En attente chez
report-nothing-sent = Rien n’a encore été envoyé.
report-correct = Corriger ce rapport
report-correction-reason = Pourquoi il est corrigé
report-returned = Renvoyé
report-returned-because = Il a été renvoyé pour ces raisons :
report-submitted = En attente de décision
report-accepted = Accepté
report-send = Envoyer
report-save = Enregistrer le brouillon
report-draft-overtaken = Quelqu’un d’autre a enregistré ce brouillon entre-temps. Votre saisie figure ci-dessous ; l’envoyer ou l’enregistrer remplace la sienne.
report-changed-meanwhile = Le rapport a changé depuis qu’il vous a été montré. Rien n’a été décidé ; voici ce qui vaut maintenant.
report-explanations = Explications
report-reason-all = Raison pour tout le rapport
report-accept = Accepter ce qui est affiché
report-return = Renvoyer
report-accept-under = Accepter engage exactement les chiffres de cette page. Pour renvoyer, écrivez une raison à côté d’une donnée ou pour tout le rapport.
report-history = Versions
report-by = Par
report-what = Ce qui s’est passé
report-sent = Envoyé
report-step-accepted = Accepté à l’étape { $n }
report-step-returned = Renvoyé à l’étape { $n }
report-missing = Non envoyés
report-missing-late = { $n } en retard
report-opened = Formulaire ouvert
report-not-opened = pas encore
report-open = ouvrir
entry = Donnée
value = Valeur
version-before = Version précédente
reason-to-return = Raison du renvoi
no-rows = Rien n’a été saisi ici.
standing-gathering = ouvert
standing-closes-today = clôture aujourd’hui
standing-due-in = { $n ->
    [one] à remettre demain
   *[other] à remettre dans { $n } jours
}
standing-due-today = à remettre aujourd’hui
standing-soon = { $n ->
    [one] à remettre demain
   *[other] à remettre dans { $n } jours
}
standing-late = { $n ->
    [one] en retard d’un jour
   *[other] en retard de { $n } jours
}
standing-in-time = à temps
standing-sent-late = { $n ->
    [one] envoyé avec un jour de retard
   *[other] envoyé avec { $n } jours de retard
}
regimes-title = Règles de rapport
regimes-under = Qui rapporte quoi, à quel rythme, et qui accepte.
regimes-none = Aucune règle de rapport n’est encore enregistrée.
regime-periodicity = Périodicité
regime-levels = Qui rapporte
regime-entries = Données
regime-ended = (terminé)
regime-form = Formulaire
regime-ladder = Qui accepte
regime-above = le niveau au-dessus
regime-grace = Tolérance
regime-hours = { $n } heures
regime-straddle = Quand une réforme tombe dans la période
regime-whole = qui existe le dernier jour doit toute la période
regime-split = chacun rapporte sur ses propres jours
regime-window = Données du { $first } au { $last }.
regime-nobody = Personne ne doit encore cette période.
regime-none-yours = Vous n’atteignez aucune des unités concernées. Connectez-vous avec un compte de l’unité ou d’un niveau supérieur.
regime-more = { $shown } unités sur { $all } sont affichées.
report-is-being-decided = Une étape a déjà accepté { $input }, la suivante décide. Attendez, ou demandez qu’il soit renvoyé.
report-needs-a-reason = { $input } est accepté. Écrivez pourquoi il est corrigé.
return-needs-a-reason = { $input } ne peut être renvoyé qu’avec une raison. Écrivez-la à côté d’une donnée ou pour tout le rapport.
report-withdrawn = n’est plus dû ; le brouillon est gardé
report-owed-no-more = { $input } n’est plus dû : une réforme ou une autre règle a pris sa place. Le brouillon est gardé ; reprenez-en ce qu’il faut ailleurs.
