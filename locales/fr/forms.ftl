form-row = Ligne { $n }
form-rows-under = Enregistrer le brouillon ouvre une ligne de plus. Une ligne laissée vide n’est pas comptée.
form-problems = { $errors ->
    [0] Rien n’est faux.
    [one] Une donnée est fausse.
   *[other] { $errors } données sont fausses.
} { $warnings ->
    [0] {""}
    [one] Un chiffre est inhabituel : dites pourquoi, ou corrigez-le.
   *[other] { $warnings } chiffres sont inhabituels : dites pourquoi, ou corrigez-les.
}
form-total = Total
form-required = obligatoire
form-explain = Pourquoi il en est ainsi :
form-computed = est calculé
form-yes = Oui
form-no = Non
form-no-attachments = Il n’est pas encore possible de joindre des fichiers.
form-before = { $period } : { $value }
measure-percent = %
problem-unknown-field = Le formulaire n’a pas cette donnée. Supprimez-la ou reprenez le modèle du formulaire.
problem-unknown-cell = La donnée n’est pas ventilée ainsi. Supprimez-la ou reprenez le modèle du formulaire.
problem-not-in-rows = La donnée n’appartient pas à ces lignes. Placez-la comme dans le modèle.
problem-row-needed = La donnée appartient à une ligne. Placez-la comme dans le modèle.
problem-wrong-type = La valeur est d’un autre type que celui de la donnée.
problem-not-a-number = Ce n’est pas un nombre. N’écrivez que des chiffres, par exemple 1250 ou 38,3.
problem-ambiguous = On peut lire { $one } ou { $other }. Écrivez sans séparateur de milliers.
problem-too-many-decimals = { $decimals ->
    [0] Écrivez un nombre entier.
   *[other] Écrivez au plus { $decimals } décimales.
}
problem-too-large = Le nombre a plus de 15 chiffres. Vérifiez-le.
problem-negative = Le nombre est inférieur à 0. Écrivez combien il y en a.
problem-below-minimum = Le nombre est inférieur à { $minimum }. Vérifiez-le.
problem-above-maximum = Le nombre est supérieur à { $maximum }. Vérifiez-le.
problem-too-long = Le texte a { $letters } lettres ; { $most } au plus sont gardées. Raccourcissez-le.
problem-line-break = Écrivez sur une seule ligne.
problem-control-character = Le texte contient des caractères qui ne s’impriment pas. Retapez-le.
problem-not-a-day = Ce n’est pas une date. Écrivez par exemple 31/12/2025 ou 2025-12-31.
problem-before-earliest = La date est antérieure au { $day }. Vérifiez-la.
problem-after-latest = La date est postérieure au { $day }. Vérifiez-la.
problem-no-such-option = Ce choix n’existe pas. Choisissez dans la liste.
problem-not-yes-no = Écrivez oui ou non.
problem-not-a-unit-code = Ce n’est pas le code d’une unité.
problem-not-an-attachment = Le fichier n’a pas été reçu. Joignez-le à nouveau.
problem-wrong-media-type = Le fichier est d’un autre type. Joignez l’un de ceux-ci : { $types }.
problem-too-many-bytes = Le fichier dépasse { $most } octets. Joignez-en un plus petit.
problem-missing = Remplissez cette donnée.
problem-too-few-rows = Il y a { $rows } lignes ; il en faut au moins { $bound }.
problem-too-many-rows = Il y a { $rows } lignes ; { $bound } au plus sont gardées. Supprimez-en.
problem-duplicate-row = La ligne { $first } porte sur la même chose. Supprimez-en une ou nommez-la autrement.
problem-computed = Cette valeur est calculée : { $computed }. Laissez-la vide.
problem-computed-from-parts = Cette valeur est calculée à partir de ses parties. Laissez-la vide et remplissez les parties.
problem-computed-overflow = Le résultat du calcul a plus de 15 chiffres. Vérifiez ses parties.
problem-rule = La règle { $rule } n’est pas respectée : { $left } contre { $right }.
problem-rule-overflow = Les chiffres de la règle { $rule } sont trop grands pour être comparés. Vérifiez-les.
problem-odd-overflow = Les chiffres du contrôle { $check } sont trop grands pour être comparés. Vérifiez-les.
problem-outlier-history = Ce chiffre est loin des { $others } chiffres antérieurs de l’unité, dont la médiane est { $median }.
problem-outlier-peers = Ce chiffre est loin de ceux de { $others } autres unités, dont la médiane est { $median }.
problem-jump = Ce chiffre est loin de celui de la période précédente, { $before }.
problem-copy = Les { $figures } chiffres sont tous ceux de la période précédente.
problem-whole-differs = La somme des parties est { $sum }.
forms-title = Formulaires
forms-none = Aucun formulaire n’est encore enregistré.
form = Formulaire
form-entries = Données
form-rules = Règles et contrôles
form-rule = Règle
form-says = Ce qui est dit
form-severity = Effet
form-blocks = bloque
form-warns = demande une explication
form-fires = Se déclenche sur
form-after = après
form-check = Regarde si { $field } est inhabituel.
form-check-all = Regarde si tous les chiffres sont ceux de la période précédente.
form-schema = Pour les programmes
form-columns = Colonnes d’un fichier
form-columns-under = Un fichier de ce formulaire a ces colonnes, dans n’importe quel ordre.
form-shown-under = Le formulaire tel qu’on le remplit. Ce qui est saisi ici n’est gardé nulle part.
form-given = saisi dans
