package io.github.crstasks.task;

/**
 * What a task does to its instance.
 *
 * <p>{@link Task#typeName()} keeps the name or code that the service sent.
 *
 * <table>
 * <caption>The names of each type</caption>
 * <tr><th>type</th><th>API 2.0</th><th>API 3.0</th><th>documents of API 3.0</th></tr>
 * <tr><td>{@link #NEW_INSTANCE}</td><td>{@code newInstance}</td><td>001</td><td>{@code FLOW_CREATE}</td></tr>
 * <tr><td>{@link #RESIZE_INSTANCE}</td><td>{@code resizeInstance}</td><td>002</td><td>{@code FLOW_RESIZE}</td></tr>
 * <tr><td>{@link #CLOSE_INSTANCE}</td><td>{@code closeInstance}</td><td>003</td><td>{@code FLOW_CLOSE}</td></tr>
 * <tr><td>{@link #CLEAN_INSTANCE}</td><td>{@code cleanInstance}</td><td>004</td><td>{@code FLOW_CLEAN}</td></tr>
 * <tr><td>{@link #START_INSTANCE}</td><td>{@code startInstance}</td><td>005</td><td>{@code FLOW_STARTUP}</td></tr>
 * <tr><td>{@link #DELETE_INSTANCE}</td><td>{@code deleteInstance}</td><td>006</td><td>{@code FLOW_DELETE}</td></tr>
 * <tr><td>{@link #SET_PASSWORD}</td><td>{@code setPassword}</td><td>007</td><td>{@code FLOW_SETPWD}</td></tr>
 * <tr><td>{@link #IMPORT_RDB}</td><td>{@code importRdb}</td><td>008</td><td></td></tr>
 * <tr><td>{@link #EXPORT_BACKUP}</td><td>{@code exportBackup}</td><td>009</td><td>{@code FLOW_EXPORTBACKUP}</td></tr>
 * <tr><td>{@link #RESTORE_BACKUP}</td><td>{@code restoreBackup}</td><td>010</td><td>{@code FLOW_RESTOREBACKUP}</td></tr>
 * <tr><td>{@link #RESTORE_STREAM}</td><td>{@code restoreStream}</td><td>011</td><td></td></tr>
 * <tr><td>{@link #BACKUP_INSTANCE}</td><td>{@code backupInstance}</td><td>012</td><td>{@code FLOW_BACKUPINSTANCE}</td></tr>
 * <tr><td>{@link #MIGRATE_INSTANCE}</td><td></td><td>013</td><td>{@code FLOW_MIGRATEINSTANCE}</td></tr>
 * <tr><td>{@link #DELETE_BACKUP}</td><td></td><td>014</td><td>{@code FLOW_DELBACKUP}</td></tr>
 * <tr><td>{@link #EXCHANGE_INSTANCE}</td><td></td><td>016</td><td>{@code FLOW_EXCHANGEINSTANCE}</td></tr>
 * <tr><td>{@link #AUTO_BACKUP}</td><td></td><td>017</td><td>{@code FLOW_AUTOBACKUP}</td></tr>
 * <tr><td>{@link #MIGRATE_CHECK}</td><td></td><td>022</td><td>{@code FLOW_MIGRATECHECK}</td></tr>
 * <tr><td>{@link #MIGRATE_TASK}</td><td></td><td>023</td><td>{@code FLOW_MIGRATETASK}</td></tr>
 * <tr><td>{@link #CLEAN_DATABASE}</td><td></td><td>025</td><td>{@code FLOW_CLEANDB}</td></tr>
 * <tr><td>{@link #CLONE_BACKUP}</td><td></td><td>026</td><td>{@code FLOW_CLONEBACKUP}</td></tr>
 * <tr><td>{@link #CHANGE_VIP}</td><td></td><td>027</td><td>{@code FLOW_CHANGEVIP}</td></tr>
 * <tr><td>{@link #EXPAND_OR_SHRINK}</td><td></td><td>028</td><td>{@code FLOW_EXPORSHR}</td></tr>
 * <tr><td>{@link #ADD_NODES}</td><td></td><td>029</td><td>{@code FLOW_ADDNODES}</td></tr>
 * <tr><td>{@link #CHANGE_NETWORK}</td><td></td><td>031</td><td>{@code FLOW_CHANGENET}</td></tr>
 * <tr><td>{@link #MODIFY_READ_ONLY}</td><td></td><td>033</td><td>{@code FLOW_MODIFYINSTACEREADONLY}</td></tr>
 * <tr><td>{@link #MODIFY_PARAMETERS}</td><td></td><td>034</td><td>{@code FLOW_MODIFYINSTANCEPARAMS}</td></tr>
 * <tr><td>{@link #MODIFY_PASSWORD_FREE}</td><td></td><td>035</td><td>{@code FLOW_MODIFYINSTANCEPASSWORDFREE}</td></tr>
 * <tr><td>{@link #SWITCH_VIP}</td><td></td><td>036</td><td>{@code FLOW_SWITCHINSTANCEVIP}</td></tr>
 * <tr><td>{@link #MODIFY_ACCOUNT}</td><td></td><td>037</td><td>{@code FLOW_MODIFYINSTANCEACCOUNT}</td></tr>
 * <tr><td>{@link #MODIFY_BANDWIDTH}</td><td></td><td>038</td><td>{@code FLOW_MODIFYINSTANCEBANDWIDTH}</td></tr>
 * <tr><td>{@link #ENABLE_REPLICAS}</td><td></td><td>039</td><td>{@code FLOW_ENABLEINSTANCE_REPLICATE}</td></tr>
 * <tr><td>{@link #DISABLE_REPLICAS}</td><td></td><td>040</td><td>{@code FLOW_DISABLEINSTANCE_REPLICATE}</td></tr>
 * <tr><td>{@link #UPGRADE_ARCHITECTURE}</td><td></td><td>041</td><td>{@code FLOW_UpgradeArch}</td></tr>
 * <tr><td>{@link #DOWNGRADE_ARCHITECTURE}</td><td></td><td>042</td><td>{@code FLOW_DowngradeArch}</td></tr>
 * <tr><td>{@link #UPGRADE_VERSION}</td><td></td><td>043</td><td>{@code FLOW_UpgradeVersion}</td></tr>
 * <tr><td>{@link #MODIFY_CONNECTION_CONFIG}</td><td></td><td>044</td><td>{@code FLOW_MODIFYCONNECTIONCONFIG}</td></tr>
 * <tr><td>{@link #CLEAR_NETWORK}</td><td></td><td>045</td><td>{@code FLOW_CLEARNETWORK}</td></tr>
 * <tr><td>{@link #REMOVE_BACKUP_FILE}</td><td></td><td>046</td><td>{@code FLOW_REMOVE_BACKUP_FILE}</td></tr>
 * <tr><td>{@link #UPGRADE_TO_MULTI_AZ}</td><td></td><td>047</td><td>{@code FLOW_UPGRADE_SUPPORT_MULTI_AZ}</td></tr>
 * <tr><td>{@link #SHUTDOWN_MASTER}</td><td></td><td>048</td><td>{@code FLOW_SHUTDOWN_MASTER}</td></tr>
 * <tr><td>{@link #CHANGE_REPLICA_TO_MASTER}</td><td></td><td>049</td><td>{@code FLOW_CHANGE_REPLICA_TO_MASTER}</td></tr>
 * <tr><td>{@link #ADD_REPLICATION_INSTANCE}</td><td></td><td>050</td><td>{@code FLOW_CODE_ADD_REPLICATION_INSTANCE}</td></tr>
 * <tr><td>{@link #OPEN_WAN}</td><td></td><td>052</td><td>{@code FLOW_OPEN_WAN}</td></tr>
 * <tr><td>{@link #CLOSE_WAN}</td><td></td><td>053</td><td>{@code FLOW_CLOSE_WAN}</td></tr>
 * <tr><td>{@link #UPDATE_WAN}</td><td></td><td>054</td><td>{@code FLOW_UPDATE_WAN}</td></tr>
 * <tr><td>{@link #DELETE_REPLICATION_INSTANCE}</td><td></td><td>055</td><td>{@code FLOW_CODE_DELETE_REPLICATION_INSTANCE}</td></tr>
 * <tr><td>{@link #CHANGE_MASTER_INSTANCE}</td><td></td><td>056</td><td>{@code FLOW_CODE_CHANGE_MASTER_INSTANCE}</td></tr>
 * <tr><td>{@link #CHANGE_INSTANCE_ROLE}</td><td></td><td>057</td><td>{@code FLOW_CODE_CHANGE_INSTANCE_ROLE}</td></tr>
 * <tr><td>{@link #MIGRATE_NODE}</td><td></td><td>058</td><td>{@code FLOW_MIGRATE_NODE}</td></tr>
 * <tr><td>{@link #SWITCH_NODE}</td><td></td><td>059</td><td>{@code FLOW_SWITCH_NODE}</td></tr>
 * <tr><td>{@link #UPGRADE_SMALL_VERSION}</td><td></td><td>060</td><td>{@code FLOW_UPGRADE_SMALL_VERSION}</td></tr>
 * <tr><td>{@link #UPGRADE_PROXY_VERSION}</td><td></td><td>061</td><td>{@code FLOW_UPGRADE_PROXY_VERSION}</td></tr>
 * <tr><td>{@link #MODIFY_INSTANCE_NETWORK}</td><td></td><td>062</td><td>{@code FLOW_MODIFY_INSTANCE_NETWORK}</td></tr>
 * <tr><td>{@link #MIGRATE_PROXY_NODE}</td><td></td><td>063</td><td>{@code FLOW_MIGRATE_PROXY_NODE}</td></tr>
 * <tr><td>{@link #MIGRATE_INSTANCE_ZONE}</td><td></td><td>066</td><td>{@code FLOW_MIGRATION_INSTANCE_ZONE}</td></tr>
 * <tr><td>{@link #UPGRADE_CACHE_AND_PROXY}</td><td></td><td>067</td><td>{@code FLOW_UPGRADE_INSTANCE_CACHE_AND_PROXY}</td></tr>
 * <tr><td>{@link #MODIFY_PROXY_COUNT}</td><td></td><td>069</td><td>{@code FLOW_MODIFY_PROXY_NUM}</td></tr>
 * <tr><td>{@link #MODIFY_BACKUP_MODE}</td><td></td><td>070</td><td>{@code FLOW_MODIFYBACKUPMOD}</td></tr>
 * </table>
 *
 * <p>The codes 003 and 005 are inferred from the names of the documents.
 *
 * <p>Source: docs/api/get-redis-task-list.md, sections 4 and 5; docs/api/describe-task-list.md, section 4.
 */
public enum TaskType {
    /** Creates an instance. */
    NEW_INSTANCE,
    /** Changes the size of an instance. */
    RESIZE_INSTANCE,
    /** Isolates an instance. */
    CLOSE_INSTANCE,
    /** Empties an instance. */
    CLEAN_INSTANCE,
    /** Ends the isolation of an instance. */
    START_INSTANCE,
    /** Deletes an instance. */
    DELETE_INSTANCE,
    /** Sets the password of an instance. */
    SET_PASSWORD,
    /** Imports an RDB file. */
    IMPORT_RDB,
    /** Exports a backup. */
    EXPORT_BACKUP,
    /** Restores an instance from a backup. */
    RESTORE_BACKUP,
    /** Rolls an instance back to a point in time. */
    RESTORE_STREAM,
    /** Backs up an instance. */
    BACKUP_INSTANCE,
    /** Migrates an instance. */
    MIGRATE_INSTANCE,
    /** Deletes a backup. */
    DELETE_BACKUP,
    /** Exchanges an instance. */
    EXCHANGE_INSTANCE,
    /** Backs up an instance automatically. */
    AUTO_BACKUP,
    /** Checks a migration. */
    MIGRATE_CHECK,
    /** Runs a migration. */
    MIGRATE_TASK,
    /** Empties a database. */
    CLEAN_DATABASE,
    /** Clones a backup. */
    CLONE_BACKUP,
    /** Changes a virtual IP address. */
    CHANGE_VIP,
    /** Scales an instance out or in. */
    EXPAND_OR_SHRINK,
    /** Adds nodes. */
    ADD_NODES,
    /** Changes a network. */
    CHANGE_NETWORK,
    /** Changes whether an instance is read-only. */
    MODIFY_READ_ONLY,
    /** Changes the parameters of an instance. */
    MODIFY_PARAMETERS,
    /** Changes whether an instance can do without a password. */
    MODIFY_PASSWORD_FREE,
    /** Switches the virtual IP address of an instance. */
    SWITCH_VIP,
    /** Changes an account of an instance. */
    MODIFY_ACCOUNT,
    /** Changes the bandwidth of an instance. */
    MODIFY_BANDWIDTH,
    /** Enables the replicas of an instance. */
    ENABLE_REPLICAS,
    /** Disables the replicas of an instance. */
    DISABLE_REPLICAS,
    /** Upgrades the architecture of an instance. */
    UPGRADE_ARCHITECTURE,
    /** Downgrades the architecture of an instance. */
    DOWNGRADE_ARCHITECTURE,
    /** Upgrades the version of an instance. */
    UPGRADE_VERSION,
    /** Changes the connection settings of an instance. */
    MODIFY_CONNECTION_CONFIG,
    /** Clears a network. */
    CLEAR_NETWORK,
    /** Removes a backup file. */
    REMOVE_BACKUP_FILE,
    /** Upgrades an instance to several availability zones. */
    UPGRADE_TO_MULTI_AZ,
    /** Shuts a master down. */
    SHUTDOWN_MASTER,
    /** Makes a replica the master. */
    CHANGE_REPLICA_TO_MASTER,
    /** Adds a replication instance. */
    ADD_REPLICATION_INSTANCE,
    /** Opens the wide area network. */
    OPEN_WAN,
    /** Closes the wide area network. */
    CLOSE_WAN,
    /** Changes the wide area network. */
    UPDATE_WAN,
    /** Deletes a replication instance. */
    DELETE_REPLICATION_INSTANCE,
    /** Changes the master instance. */
    CHANGE_MASTER_INSTANCE,
    /** Changes the role of an instance. */
    CHANGE_INSTANCE_ROLE,
    /** Migrates a node. */
    MIGRATE_NODE,
    /** Switches a node. */
    SWITCH_NODE,
    /** Upgrades the small version of an instance. */
    UPGRADE_SMALL_VERSION,
    /** Upgrades the version of the proxy. */
    UPGRADE_PROXY_VERSION,
    /** Changes the network of an instance. */
    MODIFY_INSTANCE_NETWORK,
    /** Migrates a node of the proxy. */
    MIGRATE_PROXY_NODE,
    /** Migrates an instance to another zone. */
    MIGRATE_INSTANCE_ZONE,
    /** Upgrades an instance and its proxy. */
    UPGRADE_CACHE_AND_PROXY,
    /** Changes the number of proxies. */
    MODIFY_PROXY_COUNT,
    /** Changes the mode of backups. */
    MODIFY_BACKUP_MODE,
    /** A type that this library does not know; see {@link Task#typeName()}. */
    UNKNOWN_TYPE
}
